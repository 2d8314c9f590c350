// bench_queue_order: the order of a line with 10 to 100,000 people in it.

#include <benchmark/benchmark.h>

#include <cstdio>
#include <map>
#include <random>

#include "line.hpp"

using namespace vestibule;
using namespace vestibule::queue;

namespace {

constexpr int lengths[] = {10, 100, 1'000, 10'000, 100'000};

const char* const hospital_text = R"(
languages = ["en"]
time_zone = "UTC"
site = { en = "Bench" }
urgent_place = { en = "Red door" }
area = [{ id = "hall", name = { en = "Hall" } }]
[[scale]]
id = "triage"
ordinary = "green"
classes = [
  { id = "red", name = { en = "Red" }, rate = 20 },
  { id = "orange", name = { en = "Orange" }, rate = 8 },
  { id = "yellow", name = { en = "Yellow" }, rate = 3 },
  { id = "green", name = { en = "Green" }, rate = 1.5 },
  { id = "blue", name = { en = "Blue" }, rate = 1 },
]
[[service]]
id = "medicine"
letter = "M"
name = { en = "Medicine" }
area = "hall"
scale = "triage"
discipline = { kind = "accumulating", longest_wait = 240 }
[[desk]]
id = "room"
name = { en = "Room" }
area = "hall"
services = ["medicine"]
)";

/// A line of a given length, made once; a patient came every 100 ms.
struct World {
  explicit World(int length) : hospital(*read_hospital(hospital_text, "bench")), service(hospital->services.front()), line(service), desks(1) {
    desks[0].desk = &hospital->desks.front();
    desks[0].attendance = Attendance::open;
    std::mt19937_64 chance(3);
    for (int i = 0; i < length; ++i) {
      Token& token = tokens.emplace_back();
      token.serial = i + 1;
      token.service = &service;
      token.priority = &service.scale->classes[chance() % 5];
      token.joined = Moment{Duration{100 * i}};
      line.add(token);
    }
    now = Moment{Duration{100 * length + 60'000}};
    for (int i = 0; i < 1024; ++i) asked.push_back(&tokens[chance() % tokens.size()]);
  }

  std::unique_ptr<const Hospital> hospital;
  const Service& service;
  Line line;
  std::vector<DeskNow> desks;
  std::deque<Token> tokens;
  std::vector<const Token*> asked;
  Moment now{};
};

World& world(benchmark::State& state) {
  static std::map<std::int64_t, std::unique_ptr<World>> worlds;
  auto& made = worlds[state.range(0)];
  if (!made) made = std::make_unique<World>(static_cast<int>(state.range(0)));
  return *made;
}

void next(benchmark::State& state) {
  World& at = world(state);
  for (auto _ : state) benchmark::DoNotOptimize(at.line.next(*at.desks[0].desk, at.desks, at.now));
}

void ahead(benchmark::State& state) {
  World& at = world(state);
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(at.line.ahead(*at.asked[++i % at.asked.size()], at.now));
}

void leave_and_join(benchmark::State& state) {
  World& at = world(state);
  std::size_t i = 0;
  for (auto _ : state) {
    const Token& token = *at.asked[++i % at.asked.size()];
    at.line.remove(token);
    at.line.add(token);
  }
}

void ahead_by_scan(benchmark::State& state) {
  World& at = world(state);
  std::size_t i = 0;
  for (auto _ : state) {
    const Token& token = *at.asked[++i % at.asked.size()];
    std::size_t count = 0;
    for (const Token& other : at.tokens) count += at.line.before(other, token, at.now);
    benchmark::DoNotOptimize(count);
  }
}

/// Prints as always, and remembers the times by name.
class Remembering final : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) times[run.benchmark_name()] = run.GetAdjustedRealTime();
    ConsoleReporter::ReportRuns(runs);
  }
  std::map<std::string, double> times;
};

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  const std::pair<const char*, void (*)(benchmark::State&)> all[] = {
      {"next", next}, {"ahead", ahead}, {"leave_and_join", leave_and_join}, {"ahead_by_scan", ahead_by_scan}};
  for (const auto& [name, function] : all)
    for (const int length : lengths) benchmark::RegisterBenchmark(name, function)->Arg(length);
  Remembering reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  bool logarithmic = true;
  std::printf("\n%-16s %14s %14s %28s\n", "", "10 waiting", "100,000", "10,000 times as many cost");
  for (const char* name : {"next", "ahead", "leave_and_join", "ahead_by_scan"}) {
    const double few = reporter.times[std::string(name) + "/10"], many = reporter.times[std::string(name) + "/100000"];
    std::printf("%-16s %11.0f ns %11.0f ns %21.1f times\n", name, few, many, many / few);
    if (std::string(name) != "ahead_by_scan" && many > 60 * few) logarithmic = false;
  }
  std::printf("counting those ahead of one of 100,000: a scan takes %.0f times as long as the tree\n",
              reporter.times["ahead_by_scan/100000"] / reporter.times["ahead/100000"]);
  return logarithmic ? 0 : 1;
}
