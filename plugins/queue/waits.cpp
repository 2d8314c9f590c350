#include "waits.hpp"

#include <algorithm>
#include <cmath>

namespace vestibule::queue {
namespace {

constexpr std::size_t window = 200;       // calls the ranges rest on; the rest is kept for undo
constexpr std::size_t gap_window = 40;    // calls the mean gap rests on
constexpr std::size_t fewest_gaps = 3;
constexpr std::size_t fewest_ratios = 20;
constexpr double step = 0.01;             // how far one miss moves the quantiles
constexpr std::size_t size_classes = 6;

/// Lines of about the same length behave alike: 0, 1-2, 3-6, 7-14, 15-30 and more ahead.
std::size_t size_class(int ahead) {
  std::size_t found = 0;
  for (int upper = 0; ahead > upper && found + 1 < size_classes; upper = 2 * upper + 2) ++found;
  return found;
}

/// The value that the next one, not yet seen, stays below with probability `share`; between the two nearest of those seen.
double quantile(const std::vector<double>& sorted, double share) {
  const double last = static_cast<double>(sorted.size() - 1);
  const double at = std::clamp(share * static_cast<double>(sorted.size() + 1) - 1, 0.0, last);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (at - static_cast<double>(below));
}

/// The sum of k exponential gaps over its mean, at the normal quantile z (Wilson and Hilferty 1931).
double erlang_ratio(double k, double z) {
  const double root = 1 - 1 / (9 * k) + z / (3 * std::sqrt(k));
  return root > 0 ? root * root * root : 0;
}

int minutes_down(double millis) { return static_cast<int>(std::floor(millis / 60'000)); }
int minutes_up(double millis) { return static_cast<int>(std::ceil(millis / 60'000)); }

/// The mean of the last gaps, each cut at four times their median: a lunch break is not how a desk works.
Duration mean_of(const std::deque<Taking>& takings) {
  std::vector<std::int64_t> gaps;
  for (auto taking = takings.rbegin(); taking != takings.rend() && gaps.size() < gap_window; ++taking)
    if (taking->gap) gaps.push_back(taking->gap->count());
  if (gaps.size() < fewest_gaps) return Duration::zero();
  std::sort(gaps.begin(), gaps.end());
  const std::int64_t longest = 4 * gaps[gaps.size() / 2];
  std::int64_t sum = 0;
  for (const std::int64_t gap : gaps) sum += std::min(gap, longest);
  return Duration{sum / static_cast<std::int64_t>(gaps.size())};
}

}  // namespace

void Waits::learn(const Taking& taking) {
  History& history = services_[taking.service->index];
  history.takings.push_back(taking);
  if (history.takings.size() > kept) history.takings.pop_front();
  history.fresh = false;
}

void Waits::forget(const Service& service, std::int64_t serial, int revision) {
  History& history = services_[service.index];
  std::erase_if(history.takings, [&](const Taking& taking) { return taking.serial == serial && taking.revision == revision; });
  history.fresh = false;
}

std::optional<Moment> Waits::last_taking(const Service& service) const {
  const auto& takings = services_[service.index].takings;
  return takings.empty() ? std::nullopt : std::optional{takings.back().at};
}

void Waits::reckon(const History& history) {
  if (history.fresh) return;
  history.fresh = true;
  history.mean_gap = mean_of(history.takings);
  history.low_share = 0.1;
  history.high_share = 0.9;
  history.spreads.assign(size_classes + 1, std::nullopt);
  const std::size_t first = history.takings.size() > window ? history.takings.size() - window : 0;
  for (std::size_t i = first; i < history.takings.size(); ++i) {
    const Taking& taking = history.takings[i];
    if (!taking.promise.range) continue;
    const bool sooner = taking.waited < std::chrono::minutes{taking.promise.range->low};
    const bool later = taking.waited > std::chrono::minutes{taking.promise.range->high};
    history.low_share = std::clamp(history.low_share + step * (0.1 - (sooner ? 1 : 0)), 0.01, 0.3);
    history.high_share = std::clamp(history.high_share - step * (0.1 - (later ? 1 : 0)), 0.7, 0.99);
  }
}

Waits::Spread Waits::spread(const History& history, std::optional<std::size_t> wanted) {
  auto& known = history.spreads[wanted.value_or(size_classes)];
  if (known) return *known;
  std::vector<double> ratios;
  const std::size_t first = history.takings.size() > window ? history.takings.size() - window : 0;
  for (std::size_t i = first; i < history.takings.size(); ++i) {
    const Taking& taking = history.takings[i];
    if (taking.promise.point <= Duration::zero() || (wanted && size_class(taking.promise.ahead) != *wanted)) continue;
    ratios.push_back(static_cast<double>(taking.waited.count()) / static_cast<double>(taking.promise.point.count()));
  }
  Spread found{ratios.size(), 0, 0};
  if (!ratios.empty()) {
    std::sort(ratios.begin(), ratios.end());
    found.low = quantile(ratios, history.low_share);
    found.high = quantile(ratios, history.high_share);
  }
  known = found;
  return found;
}

Promise Waits::promise(const Service& service, int ahead, int desks) const {
  const History& history = services_[service.index];
  reckon(history);
  Promise promise{ahead, desks, {}, {}};
  if (desks <= 0 || history.mean_gap <= Duration::zero()) return promise;
  promise.point = history.mean_gap * (ahead + 1) / desks;
  Spread used = spread(history, size_class(ahead));
  if (used.count < fewest_ratios) used = spread(history, std::nullopt);
  if (used.count < fewest_ratios) {
    constexpr double z = 1.2816;  // the normal distribution's 90 % quantile
    used = {0, erlang_ratio(ahead + 1, -z), erlang_ratio(ahead + 1, z)};
  }
  const auto point = static_cast<double>(promise.point.count());
  const int low = minutes_down(point * used.low);
  promise.range = WaitRange{low, std::max(low + 1, minutes_up(point * used.high))};
  return promise;
}

}  // namespace vestibule::queue
