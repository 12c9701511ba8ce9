package io.github.hjelm.sensors.robot.formula;

import static io.github.hjelm.sensors.robot.formula.Operation.DIFFERENCE;
import static io.github.hjelm.sensors.robot.formula.Operation.POWER;
import static io.github.hjelm.sensors.robot.formula.Operation.QUOTIENT;
import static io.github.hjelm.sensors.robot.formula.Operation.SUM;

import io.github.hjelm.sensors.robot.formula.Formula.Constant;
import java.util.Locale;
import java.util.Optional;

/** The functions that a formula may call. */
public enum Function {
  SIN {
    @Override
    double of(double a) {
      return Math.sin(a);
    }

    @Override
    Formula slopeAt(Formula a) {
      return COS.at(a);
    }
  },
  COS {
    @Override
    double of(double a) {
      return Math.cos(a);
    }

    @Override
    Formula slopeAt(Formula a) {
      return Operation.negative(SIN.at(a));
    }
  },
  TAN {
    @Override
    double of(double a) {
      return Math.tan(a);
    }

    @Override
    Formula slopeAt(Formula a) {
      return SUM.join(Constant.ONE, POWER.join(TAN.at(a), new Constant(2)));
    }
  },
  ATAN {
    @Override
    double of(double a) {
      return Math.atan(a);
    }

    @Override
    Formula slopeAt(Formula a) {
      return QUOTIENT.join(Constant.ONE, SUM.join(Constant.ONE, POWER.join(a, new Constant(2))));
    }
  },
  TANH {
    @Override
    double of(double a) {
      return Math.tanh(a);
    }

    @Override
    Formula slopeAt(Formula a) {
      return DIFFERENCE.join(Constant.ONE, POWER.join(TANH.at(a), new Constant(2)));
    }
  },
  SQRT {
    @Override
    double of(double a) {
      return Math.sqrt(a);
    }

    @Override
    Formula slopeAt(Formula a) {
      return QUOTIENT.join(new Constant(0.5), SQRT.at(a));
    }
  },
  EXP {
    @Override
    double of(double a) {
      return Math.exp(a);
    }

    @Override
    Formula slopeAt(Formula a) {
      return EXP.at(a);
    }
  },
  LOG {
    @Override
    double of(double a) {
      return Math.log(a);
    }

    @Override
    Formula slopeAt(Formula a) {
      return QUOTIENT.join(Constant.ONE, a);
    }
  },
  ABS {
    @Override
    double of(double a) {
      return Math.abs(a);
    }

    @Override
    Formula slopeAt(Formula a) {
      return SIGN.at(a);
    }
  },
  SIGN {
    @Override
    double of(double a) {
      return Math.signum(a);
    }

    @Override
    Formula slopeAt(Formula a) {
      return Constant.ZERO;
    }
  };

  abstract double of(double a);

  /** The derivative of this function, at a. */
  abstract Formula slopeAt(Formula a);

  Formula at(Formula a) {
    return a instanceof Constant constant
        ? new Constant(of(constant.number()))
        : new Formula.Call(this, a);
  }

  /** As it is written in a formula. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Function> named(String name) {
    for (Function function : values()) {
      if (function.written().equals(name)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }
}
