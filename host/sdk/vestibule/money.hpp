#pragma once
// Amounts that add up: whole minor units of one currency, never floating point.

#include <cstdint>
#include <string>
#include <vector>

#include "vestibule/result.hpp"

namespace vestibule {

/// `minor` counts the currency's smallest unit (cents); `currency` is its ISO 4217 code, "EUR".
struct Money {
  std::int64_t minor = 0;
  std::string currency;
  friend bool operator==(const Money&, const Money&) = default;
};

enum class Rounding { half_even, half_up, down };

/// a + b; conflict if the currencies differ, invalid if the sum does not fit 64 bits.
inline Result<Money> sum(const Money& a, const Money& b) {
  if (a.currency != b.currency) return fail(Code::conflict, "cannot add {} to {}: two currencies", b.currency, a.currency);
  Money total{0, a.currency};
  if (__builtin_add_overflow(a.minor, b.minor, &total.minor)) return fail(Code::invalid, "the sum is too large");
  return total;
}

/// amount x numerator / denominator, rounded as named (VAT of 19 %: `scaled(net, 19, 100, Rounding::half_up)`).
/// invalid if the denominator is not positive or the result does not fit.
inline Result<Money> scaled(const Money& amount, std::int64_t numerator, std::int64_t denominator, Rounding rounding) {
  std::int64_t product = 0;
  if (denominator <= 0) return fail(Code::invalid, "an amount cannot be divided by {}", denominator);
  if (__builtin_mul_overflow(amount.minor, numerator, &product)) return fail(Code::invalid, "the amount is too large");
  const std::int64_t quotient = product / denominator, rest = product % denominator;
  const std::int64_t away = product < 0 ? -1 : 1, left = rest < 0 ? -rest : rest;
  const bool beyond = left > denominator - left, half = left == denominator - left;
  const bool up = rounding != Rounding::down && (beyond || (half && (rounding == Rounding::half_up || quotient % 2 != 0)));
  return Money{quotient + (up ? away : 0), amount.currency};
}

/// `parts` amounts that differ by at most one minor unit and add up to `amount` exactly; the first ones are larger.
/// invalid if `parts` is not positive.
inline Result<std::vector<Money>> split(const Money& amount, int parts) {
  if (parts <= 0) return fail(Code::invalid, "an amount cannot be split into {} parts", parts);
  const std::int64_t share = amount.minor / parts, rest = amount.minor % parts, unit = rest < 0 ? -1 : 1;
  std::vector<Money> shares(static_cast<std::size_t>(parts), Money{share, amount.currency});
  for (std::int64_t i = 0; i < rest * unit; ++i) shares[static_cast<std::size_t>(i)].minor += unit;
  return shares;
}

}  // namespace vestibule
