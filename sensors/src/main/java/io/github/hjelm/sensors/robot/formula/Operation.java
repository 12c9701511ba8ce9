package io.github.hjelm.sensors.robot.formula;

import io.github.hjelm.sensors.robot.formula.Formula.Constant;

/** What joins two formulas. */
public enum Operation {
  SUM {
    @Override
    double of(double a, double b) {
      return a + b;
    }
  },
  DIFFERENCE {
    @Override
    double of(double a, double b) {
      return a - b;
    }
  },
  PRODUCT {
    @Override
    double of(double a, double b) {
      return a * b;
    }
  },
  QUOTIENT {
    @Override
    double of(double a, double b) {
      return a / b;
    }
  },
  POWER {
    @Override
    double of(double a, double b) {
      return Math.pow(a, b);
    }
  };

  abstract double of(double a, double b);

  /** The joined formula, without operations whose result is known beforehand. */
  Formula join(Formula a, Formula b) {
    if (a instanceof Constant left && b instanceof Constant right) {
      return new Constant(of(left.number(), right.number()));
    }
    boolean leftIsZero = isNumber(a, 0);
    boolean rightIsZero = isNumber(b, 0);
    return switch (this) {
      case SUM -> leftIsZero ? b : rightIsZero ? a : pair(a, b);
      case DIFFERENCE -> rightIsZero ? a : leftIsZero ? negative(b) : pair(a, b);
      case PRODUCT -> {
        if (leftIsZero || rightIsZero) {
          yield Constant.ZERO;
        }
        yield isNumber(a, 1) ? b : isNumber(b, 1) ? a : pair(a, b);
      }
      case QUOTIENT -> leftIsZero ? Constant.ZERO : isNumber(b, 1) ? a : pair(a, b);
      case POWER -> isNumber(b, 1) ? a : rightIsZero ? Constant.ONE : pair(a, b);
    };
  }

  static Formula negative(Formula a) {
    return PRODUCT.join(new Constant(-1), a);
  }

  private Formula pair(Formula a, Formula b) {
    return new Formula.Pair(this, a, b);
  }

  private static boolean isNumber(Formula formula, double number) {
    return formula instanceof Constant constant && constant.number() == number;
  }
}
