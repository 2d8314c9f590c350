#include "waits.hpp"

#include <algorithm>
#include <cmath>

namespace vestibule::queue {
namespace {

constexpr std::size_t window = 400;     // calls the ranges rest on; the few more that are kept are for undo
constexpr std::size_t gap_window = 40;  // calls the mean gap rests on
constexpr std::size_t fewest_gaps = 3;
constexpr std::size_t fewest_calls = 20;
constexpr std::size_t group_size = 50;  // calls of about the same point
constexpr double trust = 3;             // the point itself counts as much as so many calls

/// The logarithm of minutes; half a minute more, for waits of nothing.
double log_minutes(Duration span) { return std::log(static_cast<double>(span.count()) / 60'000 + 0.5); }

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

/// Whole minutes, the lower end rounded down and the upper one up; never an empty range.
WaitRange range_of(double low_minutes, double high_minutes) {
  const int low = std::max(0, static_cast<int>(std::floor(low_minutes)));
  return {low, std::max(low + 1, static_cast<int>(std::ceil(high_minutes)))};
}

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

struct Fit {
  double level = 0, slope = 1;
};

/// Least squares, held near "the wait is the point" while there are few calls.
Fit fit(const std::vector<std::pair<double, double>>& calls) {
  double n = 0.1 * trust, x = 0, xx = trust, y = 0, xy = trust;
  for (const auto& [point, wait] : calls) {
    n += 1;
    x += point;
    xx += point * point;
    y += wait;
    xy += point * wait;
  }
  const double slope = (n * xy - x * y) / (n * xx - x * x);
  return {(y - slope * x) / n, slope};
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
  history.scatter.clear();
  std::vector<std::pair<double, double>> calls;
  const std::size_t first = history.takings.size() > window ? history.takings.size() - window : 0;
  for (std::size_t i = first; i < history.takings.size(); ++i) {
    const Taking& taking = history.takings[i];
    if (taking.promise.point > Duration::zero()) calls.emplace_back(log_minutes(taking.promise.point), log_minutes(taking.waited));
  }
  if (calls.size() < fewest_calls) return;
  const Fit line = fit(calls);
  history.level = line.level;
  history.slope = line.slope;
  std::sort(calls.begin(), calls.end());
  const std::size_t groups = std::max<std::size_t>(1, calls.size() / group_size);
  for (std::size_t group = 0; group < groups; ++group) {
    const std::size_t begin = calls.size() * group / groups, end = calls.size() * (group + 1) / groups;
    std::vector<double> left_over;
    for (std::size_t i = begin; i < end; ++i) left_over.push_back(calls[i].second - line.level - line.slope * calls[i].first);
    std::sort(left_over.begin(), left_over.end());
    history.scatter.push_back({calls[end - 1].first, quantile(left_over, 0.1), quantile(left_over, 0.9)});
  }
}

Promise Waits::promise(const Service& service, int ahead, int desks) const {
  const History& history = services_[service.index];
  reckon(history);
  Promise promise{ahead, desks, {}, {}};
  if (desks <= 0 || history.mean_gap <= Duration::zero()) return promise;
  promise.point = history.mean_gap * (ahead + 1) / desks;
  if (!history.scatter.empty()) {
    const double point = log_minutes(promise.point), middle = history.level + history.slope * point;
    const auto longer = [point](const Scatter& scatter) { return scatter.point >= point; };
    auto near = std::find_if(history.scatter.begin(), history.scatter.end(), longer);
    if (near == history.scatter.end()) --near;
    promise.range = range_of(std::exp(middle + near->low) - 0.5, std::exp(middle + near->high) - 0.5);
  } else {
    constexpr double z = 1.2816;  // the normal distribution's 90 % quantile
    const double point = static_cast<double>(promise.point.count()) / 60'000;
    promise.range = range_of(point * erlang_ratio(ahead + 1, -z), point * erlang_ratio(ahead + 1, z));
  }
  return promise;
}

}  // namespace vestibule::queue
