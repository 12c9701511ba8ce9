package io.github.hjelm.sensors.robot.formula;

import io.github.hjelm.sensors.HotPath;

/**
 * An expression in states x, controls u and disturbances d.
 *
 * <p>Immutable, so any number of threads may evaluate one; evaluation allocates nothing.
 */
public sealed interface Formula {

  /** Its value; NaN or infinite where it is not defined. */
  @HotPath
  double value(double[] x, double[] u, double[] d);

  /** Its partial derivative. */
  Formula slope(Variable by);

  /** Whether a variable of that kind stands in it. */
  boolean uses(Variable.Kind kind);

  /** The same with all controls and disturbances at zero. */
  Formula withoutInputs();

  /** How many operations one evaluation costs. */
  int size();

  /** A number. */
  record Constant(double number) implements Formula {

    public static final Constant ZERO = new Constant(0);
    public static final Constant ONE = new Constant(1);

    @Override
    public double value(double[] x, double[] u, double[] d) {
      return number;
    }

    @Override
    public Formula slope(Variable by) {
      return ZERO;
    }

    @Override
    public boolean uses(Variable.Kind kind) {
      return false;
    }

    @Override
    public Formula withoutInputs() {
      return this;
    }

    @Override
    public int size() {
      return 1;
    }
  }

  /** One entry of x, u or d. */
  record Variable(Kind kind, int index) implements Formula {

    /** Which vector it is an entry of. */
    public enum Kind {
      STATE,
      CONTROL,
      DISTURBANCE
    }

    @Override
    public double value(double[] x, double[] u, double[] d) {
      return switch (kind) {
        case STATE -> x[index];
        case CONTROL -> u[index];
        case DISTURBANCE -> d[index];
      };
    }

    @Override
    public Formula slope(Variable by) {
      return by.kind == kind && by.index == index ? Constant.ONE : Constant.ZERO;
    }

    @Override
    public boolean uses(Kind wanted) {
      return kind == wanted;
    }

    @Override
    public Formula withoutInputs() {
      return kind == Kind.STATE ? this : Constant.ZERO;
    }

    @Override
    public int size() {
      return 1;
    }
  }

  /** Two formulas joined. */
  record Pair(Operation operation, Formula left, Formula right) implements Formula {

    @Override
    public double value(double[] x, double[] u, double[] d) {
      double a = left.value(x, u, d);
      double b = right.value(x, u, d);
      return operation.of(a, b);
    }

    @Override
    public Formula slope(Variable by) {
      Formula a = left.slope(by);
      Formula b = right.slope(by);
      return switch (operation) {
        case SUM, DIFFERENCE -> operation.join(a, b);
        // (ab)′ = a′b + ab′
        case PRODUCT ->
            Operation.SUM.join(Operation.PRODUCT.join(a, right), Operation.PRODUCT.join(left, b));
        // (a/b)′ = (a′ - (a/b) b′) / b
        case QUOTIENT ->
            Operation.QUOTIENT.join(
                Operation.DIFFERENCE.join(a, Operation.PRODUCT.join(this, b)), right);
        // (aᶜ)′ = c aᶜ⁻¹ a′ with a constant c
        case POWER ->
            Operation.PRODUCT.join(
                Operation.PRODUCT.join(
                    right,
                    Operation.POWER.join(left, Operation.DIFFERENCE.join(right, Constant.ONE))),
                a);
      };
    }

    @Override
    public boolean uses(Variable.Kind kind) {
      return left.uses(kind) || right.uses(kind);
    }

    @Override
    public Formula withoutInputs() {
      return operation.join(left.withoutInputs(), right.withoutInputs());
    }

    @Override
    public int size() {
      return 1 + left.size() + right.size();
    }
  }

  /** A function of a formula. */
  record Call(Function function, Formula argument) implements Formula {

    @Override
    public double value(double[] x, double[] u, double[] d) {
      return function.of(argument.value(x, u, d));
    }

    @Override
    public Formula slope(Variable by) {
      // h(a)′ = h′(a) a′
      Formula inner = argument.slope(by);
      return inner.equals(Constant.ZERO)
          ? Constant.ZERO
          : Operation.PRODUCT.join(function.slopeAt(argument), inner);
    }

    @Override
    public boolean uses(Variable.Kind kind) {
      return argument.uses(kind);
    }

    @Override
    public Formula withoutInputs() {
      return function.at(argument.withoutInputs());
    }

    @Override
    public int size() {
      return 1 + argument.size();
    }
  }
}
