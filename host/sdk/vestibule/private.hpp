#pragma once
// What must not reach a log by accident.

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace vestibule {

/// Holds a value about a person (name, contact, symptom). It prints as `***`; only reveal() gives it, so each place
/// that does can be found and asked why.
template <class T>
class Private {
 public:
  Private() = default;
  explicit Private(T value) : value_(std::move(value)) {}

  const T& reveal() const { return value_; }

  friend bool operator==(const Private&, const Private&) = default;
  template <class Stream>
  friend Stream& operator<<(Stream& out, const Private&) {
    out << "***";
    return out;
  }

 private:
  T value_{};
};

}  // namespace vestibule

template <class T>
struct fmt::formatter<vestibule::Private<T>> : fmt::formatter<std::string_view> {
  auto format(const vestibule::Private<T>&, format_context& context) const {
    return fmt::formatter<std::string_view>::format("***", context);
  }
};
