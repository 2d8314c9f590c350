#include "plan.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "illness.hpp"

namespace vestibule::monitors {

namespace {

constexpr std::array<std::string_view, fault_count> fault_names{"freeze", "skew",       "jump",     "duplicate", "reorder",  "garbage",
                                                                "flood",  "sensor_off", "sentinel", "reboot",    "old_will", "bad_certificate"};

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

std::optional<Duration> seconds(std::string_view text) {
  const auto value = number(text);
  if (!value || *value > 1e7) return std::nullopt;
  return Duration{static_cast<Duration::rep>(*value * 1000)};
}

/// Takes what stands before `mark` off the text; the whole text if the mark is not there.
std::string_view take_until(std::string_view& text, char mark) {
  const auto at = text.find(mark);
  const auto taken = text.substr(0, at);
  text.remove_prefix(at == text.npos ? text.size() : at + 1);
  return taken;
}

}  // namespace

std::optional<Fault> fault_named(std::string_view name) {
  const auto found = std::find(fault_names.begin(), fault_names.end(), name);
  if (found == fault_names.end()) return std::nullopt;
  return static_cast<Fault>(found - fault_names.begin());
}

std::string_view name_of(Fault fault) { return fault_names[static_cast<std::size_t>(fault)]; }

Result<Event> read_event(std::string_view text) {
  const std::string whole(text);
  Event event;
  event.what = take_until(text, ':');
  event.device = take_until(text, '@');
  const auto from = seconds(take_until(text, '+'));
  const auto length = seconds(take_until(text, '='));
  const auto amount = text.empty() ? std::optional(0.0) : number(text);
  if (!fault_named(event.what) && !illness_named(event.what) && event.what != recovery)
    return fail(Code::invalid, "'{}' in '{}' is neither a fault nor an illness nor \"{}\"", event.what, whole, recovery);
  if (event.device.empty() || !from || !length || !amount)
    return fail(Code::invalid, "'{}' should read WHAT:DEVICE@SECONDS+SECONDS, with =AMOUNT at the end if wanted", whole);
  event.from = *from;
  event.length = *length;
  event.amount = *amount;
  return event;
}

}  // namespace vestibule::monitors
