#include "trend.hpp"

#include <cmath>

namespace vestibule::vitals {
namespace {

constexpr Measure drawn[] = {Measure::hr, Measure::spo2};

std::optional<double> mean(int count, double sum) {
  if (count == 0) return std::nullopt;
  return std::round(sum / count * 10) / 10;
}

}  // namespace

void TrendBook::note(const BedId& bed, const Heard& heard, Steady now) {
  auto& hour = hours_[bed];
  if (hour.episode != heard.episode) hour = {heard.episode, {}};
  if (heard.episode == 0) return;
  for (const Measure measure : drawn) {
    auto& line = hour.lines[measure];
    const auto& latest = heard.latest[at(measure)];
    if (!latest || now - latest->came >= silent_after) continue;
    ++line.count;
    line.sum += latest->value;
  }
}

bool TrendBook::turn(Steady now) {
  const Steady minute{std::chrono::floor<std::chrono::minutes>(now.time_since_epoch())};
  if (!minute_) minute_ = minute;
  bool turned = false;
  for (; *minute_ < minute; *minute_ += std::chrono::minutes(1), turned = true)
    for (auto& [bed, hour] : hours_)
      for (auto& [measure, line] : hour.lines) {
        line.means.push_back(mean(line.count, line.sum));
        line.count = 0, line.sum = 0;
        if (line.means.size() > minutes) line.means.pop_front();
      }
  return turned;
}

WardTrend TrendBook::of(const Book& book, const WardId& ward, Instant until) const {
  WardTrend trend{ward, until, {}};
  for (const BedInfo* bed : book.beds_of(ward)) {
    const auto found = hours_.find(bed->bed);
    if (found == hours_.end() || !bed->episode || found->second.episode != bed->episode->episode) continue;
    for (const auto& [measure, line] : found->second.lines)
      if (!line.means.empty()) trend.lines.push_back({bed->bed, measure, {line.means.begin(), line.means.end()}});
  }
  return trend;
}

}  // namespace vestibule::vitals
