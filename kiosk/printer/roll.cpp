#include "roll.hpp"

#include <algorithm>
#include <numeric>

#include <vestibule/json.hpp>

namespace vestibule::kiosk {
namespace {

constexpr const char* file = "roll";
constexpr int dots_per_millimetre = 8;
/// Four lines of 30 dots, and from the head to the knife about 14 mm.
constexpr int fed_dots = 4 * 30 + 14 * dots_per_millimetre;
constexpr std::size_t kept = 240;
constexpr std::int64_t pace_span = 4 * 3600 * 1000LL, least_span = 10 * 60 * 1000LL;

}  // namespace

Roll::Roll(int millimetres, Disk& disk) : length_(static_cast<std::int64_t>(millimetres) * dots_per_millimetre), disk_(disk) {
  const auto text = disk_.read(file);
  if (!text) return;
  if (auto state = decode_text<RollState>(*text)) state_ = *std::move(state);
  state_.lengths.resize(std::min(state_.lengths.size(), state_.times.size()));
  state_.times.resize(state_.lengths.size());
}

/// A roll that cannot be kept is reckoned anew after the next start: no patient is the worse for it.
void Roll::keep() { (void)disk_.replace(file, encode_text(state_)); }

void Roll::printed(int rows, Instant now) {
  const std::int64_t dots = rows + fed_dots;
  state_.used_dots += dots;
  state_.lengths.push_back(dots);
  state_.times.push_back(to_millis(now));
  if (state_.lengths.size() > kept) {
    state_.lengths.erase(state_.lengths.begin());
    state_.times.erase(state_.times.begin());
  }
  keep();
}

void Roll::changed(Instant now) {
  state_.used_dots = 0;
  state_.changed_at = to_millis(now);
  keep();
}

int Roll::millimetres_left() const { return static_cast<int>(std::max<std::int64_t>(0, length_ - state_.used_dots) / dots_per_millimetre); }

std::optional<int> Roll::tickets_left() const {
  if (state_.lengths.empty()) return std::nullopt;
  const std::int64_t sum = std::accumulate(state_.lengths.begin(), state_.lengths.end(), std::int64_t{0});
  const std::int64_t mean = std::max<std::int64_t>(1, sum / static_cast<std::int64_t>(state_.lengths.size()));
  return static_cast<int>(std::max<std::int64_t>(0, length_ - state_.used_dots) / mean);
}

std::optional<Instant> Roll::ends_at(Instant now) const {
  const auto left = tickets_left();
  const std::int64_t end = to_millis(now);
  const auto recent = std::count_if(state_.times.begin(), state_.times.end(), [&](std::int64_t at) { return at > end - pace_span && at <= end; });
  if (!left || recent < 5) return std::nullopt;
  const auto first = std::find_if(state_.times.begin(), state_.times.end(), [&](std::int64_t at) { return at > end - pace_span && at <= end; });
  const std::int64_t span = end - *first;
  if (span < least_span) return std::nullopt;
  return now + Duration{span / recent * *left};
}

queue::PrinterReport Roll::report(queue::PrinterState state, Instant now) const {
  return {state, millimetres_left(), tickets_left(), ends_at(now)};
}

}  // namespace vestibule::kiosk
