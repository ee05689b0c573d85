/** A number as Java's `Double.toString` writes it: `1.0`, `1.0E7`, `1.0E-4`. */
export const decimalText = (value: number): string => {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) return withPoint(String(value));
  const [digits = "", exponent = ""] = value.toExponential().split("e");
  return `${withPoint(digits)}E${Number(exponent)}`;
};

const withPoint = (digits: string) => (digits.includes(".") ? digits : `${digits}.0`);
