// bench_queue_waits FILE: promised ranges against the waits of a real queue.

#include <algorithm>
#include <cstdio>
#include <deque>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "waits.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

/// A second there counts as ten here: the median wait of 50 s becomes one of 8 minutes, as in a hospital.
constexpr int stretch = 10;

const char* const hospital_text = R"(
languages = ["en"]
time_zone = "UTC"
site = { en = "Bench" }
urgent_place = { en = "-" }
area = [{ id = "hall", name = { en = "Hall" } }]
scale = [{ id = "one", ordinary = "all", classes = [{ id = "all", name = { en = "All" } }] }]
service = [{ id = "calls", letter = "C", name = { en = "Calls" }, area = "hall", scale = "one" }]
desk = [{ id = "desk", name = { en = "Desk" }, area = "hall", services = ["calls"] }]
)";

struct Call {
  Moment came{}, left{};
  Duration credit{};
  bool answered = false;
  std::string agent;
  Moment service_end{};
  Promise promise;
  std::optional<WaitRange> rival;
};

Duration time_of(const std::string& text) {
  int hour = 0, minute = 0, second = 0;
  if (std::sscanf(text.c_str(), "%d:%d:%d", &hour, &minute, &second) != 3) return {};
  return seconds{(hour * 3600 + minute * 60 + second) * stretch};
}

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
  return cells;
}

/// The calls by day, each day's on a time line of its own.
std::map<std::string, std::vector<Call>> read(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  std::map<std::string, std::size_t> column;
  for (const auto& name : split(line)) column.emplace(name, column.size());
  std::map<std::string, std::vector<Call>> days;
  while (std::getline(file, line)) {
    const auto cells = split(line);
    const auto cell = [&](const char* name) { return cells.at(column.at(name)); };
    if (cell("outcome") == "PHANTOM") continue;
    Call call;
    const bool waited = cell("q_time") != "0";
    const Duration day = std::chrono::hours{24 * stretch} * static_cast<int>(days.size());
    call.came = Moment{day + time_of(cell(waited ? "q_start" : "vru_exit"))};
    call.left = waited ? Moment{day + time_of(cell("q_exit"))} : call.came;
    call.answered = cell("outcome") == "AGENT";
    call.agent = cell("server");
    call.service_end = Moment{day + time_of(cell("ser_exit"))};
    if (cell("priority") == "2") call.credit = seconds{90 * stretch};
    days[cell("date")].push_back(call);
  }
  return days;
}

struct Tally {
  int promised = 0, sooner = 0, later = 0;
  double width = 0, score = 0;

  /// The interval score for 80 % (Gneiting and Raftery 2007): the width, and ten times whatever the wait lay outside by.
  void add(const WaitRange& range, Duration waited) {
    const double wait = static_cast<double>(waited.count()) / 60'000;
    ++promised;
    sooner += wait < range.low;
    later += wait > range.high;
    width += range.high - range.low;
    score += range.high - range.low + 10 * std::max({0.0, range.low - wait, wait - range.high});
  }
  void print(const char* name) const {
    const double all = promised;
    std::printf("%-26s %8d %9.1f %% %9.1f %% %9.1f %% %11.1f min %9.1f\n", name, promised, 100 * (all - sooner - later) / all, 100 * sooner / all,
                100 * later / all, width / all, score / all);
  }
};

class Replay {
 public:
  Replay() : hospital_(*read_hospital(hospital_text, "bench")), service_(hospital_->services.front()), waits_(*hospital_) {}

  void day(std::vector<Call>& calls) {
    std::multimap<Moment, std::pair<bool, Call*>> steps;  // false: comes, true: leaves
    for (Call& call : calls) {
      steps.emplace(call.came, std::pair{false, &call});
      steps.emplace(call.left, std::pair{true, &call});
    }
    line_.clear();
    busy_until_.clear();
    for (const auto& [at, step] : steps) step.first ? leave(*step.second, at) : come(*step.second, at);
  }

  Tally ours, rival;

 private:
  static bool waits(const Call& call) { return call.left > call.came; }

  /// Agents who were at work within the last 20 of our minutes.
  int desks(Moment now) const {
    int count = 0;
    for (const auto& [agent, until] : busy_until_) count += until + minutes{20} > now;
    return count;
  }

  void come(Call& call, Moment now) {
    if (!waits(call)) return;
    int ahead = 0;
    for (const Call* other : line_) ahead += other->came - other->credit <= call.came - call.credit;
    call.promise = waits_.promise(service_, ahead, desks(now));
    if (recent_.size() >= 20) {
      std::vector<Duration> sorted(recent_.begin(), recent_.end());
      std::sort(sorted.begin(), sorted.end());
      const auto at = [&](double share) { return static_cast<double>(sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))].count()) / 60'000; };
      call.rival = WaitRange{static_cast<int>(at(0.1)), static_cast<int>(at(0.9)) + 1};
    }
    line_.insert(&call);
  }

  void leave(Call& call, Moment now) {
    std::optional<Duration> gap;
    const auto last = waits_.last_taking(service_);
    Moment longest = now;
    for (const Call* other : line_) longest = std::min(longest, other->came);
    if (last && longest <= *last) gap = (now - *last) * std::max(1, desks(now));
    line_.erase(&call);
    if (!call.answered) return;
    busy_until_[call.agent] = call.service_end;
    waits_.learn({++serial_, 1, &service_, service_.scale->ordinary, now, call.left - call.came, call.promise, gap});
    if (!waits(call)) return;
    if (call.promise.range && call.rival) {
      ours.add(*call.promise.range, call.left - call.came);
      rival.add(*call.rival, call.left - call.came);
    }
    recent_.push_back(call.left - call.came);
    if (recent_.size() > 100) recent_.pop_front();
  }

  std::unique_ptr<const Hospital> hospital_;
  const Service& service_;
  Waits waits_;
  std::set<Call*> line_;
  std::map<std::string, Moment> busy_until_;
  std::deque<Duration> recent_;
  std::int64_t serial_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || !std::filesystem::exists(argv[1])) {
    std::printf("bench_queue_waits: no data: name the call centre's table as argument (see README.md); nothing was measured\n");
    return 0;
  }
  auto days = read(argv[1]);
  Replay replay;
  for (auto& [date, calls] : days) replay.day(calls);
  std::printf("%zu days; of those who waited and were answered:\n%-26s %8s %11s %11s %11s %15s %9s\n", days.size(), "", "promised", "inside", "sooner",
              "later", "mean width", "score");
  replay.ours.print("vestibule");
  replay.rival.print("last 100 waits");
  std::printf("a smaller score is better; ratio %.2f\n", (replay.ours.score / replay.ours.promised) / (replay.rival.score / replay.rival.promised));
}
