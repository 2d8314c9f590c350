#include "course.hpp"

#include <algorithm>

namespace vestibule::vitals {

Duration step_of(Instant from, Instant until, int points) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>((until - from) / std::max(points, 1));
  auto step = std::max<Duration>(seconds, std::chrono::seconds(1));
  if (step > step_of_minutes / 2) step = std::chrono::ceil<std::chrono::minutes>(step);
  return step;
}

Minute* CourseMaker::point(Instant at) {
  if (at < from_ || at >= until_) return nullptr;
  return &points_[from_ + (at - from_) / step_ * step_];
}

void CourseMaker::add(const Kept& kept) {
  if (auto* minute = point(kept.taken)) minute->add(kept.values);
}

void CourseMaker::add(Instant minute, const Minute& summary) {
  auto* into = point(std::max(minute, from_));
  if (!into || minute + step_of_minutes <= from_) return;
  for (std::size_t m = 0; m < measures; ++m) {
    const auto& more = summary.of[m];
    auto& figures = into->of[m];
    if (more.count == 0) continue;
    figures.low = figures.count == 0 ? more.low : std::min(figures.low, more.low);
    figures.high = figures.count == 0 ? more.high : std::max(figures.high, more.high);
    figures.sum += more.sum;
    figures.count += more.count;
  }
}

History CourseMaker::made(const std::vector<Measure>& wanted) const {
  History history{step_.count(), {}};
  for (std::size_t m = 0; m < measures; ++m) {
    const auto measure = static_cast<Measure>(m);
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), measure) == wanted.end()) continue;
    Course course{measure, {}};
    for (const auto& [begins, minute] : points_)
      if (const auto& figures = minute.of[m]; figures.count > 0)
        course.samples.push_back({begins, figures.sum / figures.count, figures.low, figures.high, figures.count});
    if (!course.samples.empty()) history.courses.push_back(std::move(course));
  }
  return history;
}

}  // namespace vestibule::vitals
