#include "days.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <stdlib.h>

#include <cstdio>
#include <ctime>

namespace vestibule::simulation {
namespace {

void add(DayReport& sum, const DayReport& day) {
  sum.visits += day.visits;
  sum.tokens += day.tokens;
  sum.held += day.held;
  sum.alone += day.alone;
  sum.done += day.done;
  sum.starts += day.starts;
  sum.failed_starts += day.failed_starts;
  sum.cuts += day.cuts;
  sum.kills += day.kills;
  sum.kiosk_cuts += day.kiosk_cuts;
  sum.broker_losses += day.broker_losses;
  sum.entries += day.entries;
  sum.answers += day.answers;
  sum.repetitions += day.repetitions;
  sum.conflicts += day.conflicts;
  sum.settled += day.settled;
  sum.io_errors += day.io_errors;
  sum.overflown += day.overflown;
}

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

Figures play_days(const Run& run) {
  Figures figures;
  for (std::uint64_t seed = run.first; seed < run.first + run.days && figures.failures.size() < 3; ++seed) {
    Plan plan = plan_of(seed);
    if (run.faults) plan.faults = *run.faults;
    plan.open = run.open;
    const double begun = processor_seconds();
    const DayReport day = play(plan);
    figures.seconds += processor_seconds() - begun;
    ++figures.days;
    add(figures.all, day);
    if (day.faults.empty()) continue;
    const Plan small = shrink(plan);
    figures.failures.push_back(fmt::format("seed {} with {} (all that is needed: {}):\n  {}\nreplay: {}", seed, text_of(plan.faults), text_of(small.faults),
                                           fmt::join(day.faults, "\n  "), command_for(small)));
  }
  return figures;
}

void add(Figures& sum, const Figures& part) {
  sum.days += part.days;
  sum.seconds += part.seconds;
  sum.failures.insert(sum.failures.end(), part.failures.begin(), part.failures.end());
  add(sum.all, part.all);
}

void print(const Figures& figures) {
  const DayReport& all = figures.all;
  std::printf("simulated days with faults: %llu days, %zu violations; %d power cuts (%d starts, %d that failed), %d kills, %d broker losses, %llu disk errors, "
              "%llu silent overflows; %d visits, %d tokens, %d in a hand, %d given alone, %d kiosk power cuts; %lld journal entries, %lld answers held against them, "
              "%lld repeated, %lld conflicts; %.2f days a second and core\n",
              static_cast<unsigned long long>(figures.days), figures.failures.size(), all.cuts, all.starts, all.failed_starts, all.kills, all.broker_losses,
              static_cast<unsigned long long>(all.io_errors), static_cast<unsigned long long>(all.overflown), all.visits, all.tokens, all.held, all.alone,
              all.kiosk_cuts, static_cast<long long>(all.entries), static_cast<long long>(all.settled), static_cast<long long>(all.repetitions),
              static_cast<long long>(all.conflicts), static_cast<double>(figures.days) / figures.seconds);
  std::fflush(stdout);
}

std::uint64_t number_from(const char* variable, std::uint64_t standard) {
  const char* text = getenv(variable);
  return text ? strtoull(text, nullptr, 10) : standard;
}

}  // namespace vestibule::simulation
