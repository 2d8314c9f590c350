#include "reckoning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "vestibule/instant.hpp"

namespace vestibule::demo {
namespace {

/// Reads the fields of one journal line that matter here; throws what boost::json throws if they are not there.
class Reader {
 public:
  explicit Reader(double minimum_show) : minimum_show_(minimum_show) {}

  void read(const json::value& entry) {
    if (entry.at("outcome") != "ok") return;
    const auto at = instant_from_iso(text(entry.at("at")));
    if (!at) throw std::invalid_argument("an entry without a time");
    if (entry.at("command") == "queue.acknowledge_call") acknowledged(entry.at("request"), *at);
    for (const auto& event : entry.at("events").as_array()) happened(text(event.at("name")), event.at("body"), *at);
  }

  Recorded finish() {
    std::map<std::string, double> free_from;  // by area: when the screen had shown the call before long enough
    for (const auto& [key, called] : calls_) {
      const auto found = painted_.find(key);
      if (found == painted_.end()) {
        recorded_.missed += free_from.contains(key.first) ? 1 : 0;
        continue;
      }
      const auto begin = millis(called), seen = millis(found->second);
      recorded_.call_to_paint.push_back(seen - begin);
      const auto free = free_from.find(key.first);
      if (free == free_from.end() || free->second <= begin) recorded_.painted_at_once.push_back(seen - begin);
      free_from[key.first] = seen + minimum_show_;
    }
    for (auto& [token, number] : issued_) recorded_.issued.push_back(std::move(number));
    recorded_.calls = calls_.size();
    recorded_.painted = painted_.size();
    return std::move(recorded_);
  }

 private:
  using Key = std::pair<std::string, std::int64_t>;  // area, sequence

  static std::string text(const json::value& value) { return json::value_to<std::string>(value); }
  static double millis(Instant at) { return static_cast<double>(at.time_since_epoch().count()); }

  void acknowledged(const json::value& request, Instant at) {
    if (request.at("shown") == "painted")
      painted_.emplace(Key{text(request.at("area")), request.at("sequence").to_number<std::int64_t>()}, at);
  }
  void happened(const std::string& name, const json::value& body, Instant at) {
    if (name == "queue.token_issued") issued_.emplace_back(text(body.at("token").at("token")), text(body.at("token").at("number")));
    if (name == "queue.token_brought") brought(text(body.at("token").at("token")), text(body.at("number")));
    if (name != "queue.token_called") return;
    recorded_.called.push_back(text(body.at("token").at("number")));
    calls_.emplace(Key{text(body.at("area")), body.at("sequence").to_number<std::int64_t>()}, at);
  }

  /// A token that a kiosk gave while it was alone; the host may have one of the same wish, which then gets its number.
  void brought(const std::string& token, const std::string& number) {
    ++recorded_.brought;
    const auto known = std::find_if(issued_.begin(), issued_.end(), [&](const auto& one) { return one.first == token; });
    if (known != issued_.end()) known->second = number;
    else issued_.emplace_back(token, number);
  }

  const double minimum_show_;
  std::vector<std::pair<std::string, std::string>> issued_;  // token, number
  Recorded recorded_;
  std::map<Key, Instant> calls_, painted_;
};

/// How many of `some` are not in `all`, each counted as often as it stands there.
std::size_t without(const std::vector<std::string>& some, const std::vector<std::string>& all) {
  std::multiset<std::string> left(all.begin(), all.end());
  std::size_t missing = 0;
  for (const auto& one : some) {
    const auto found = left.find(one);
    if (found == left.end())
      ++missing;
    else
      left.erase(found);
  }
  return missing;
}

std::size_t repeated(const std::vector<std::string>& all) {
  return all.size() - std::set<std::string>(all.begin(), all.end()).size();
}

std::string spread(const std::vector<double>& millis) {
  if (millis.empty()) return "none";
  return fmt::format("p50 {:.0f} ms, p99 {:.0f} ms", percentile(millis, 0.5), percentile(millis, 0.99));
}

Line exactly(std::string what, std::size_t value, std::size_t expected) {
  return {std::move(what), std::to_string(value), std::to_string(expected), value == expected};
}

std::vector<double> took(const Notes& notes, bool reception) {
  std::vector<double> all;
  for (const auto& told : notes.told)
    if ((told.where == "reception") == reception) all.push_back(static_cast<double>(told.took.count()));
  return all;
}

}  // namespace

Recorded read_journal(const std::string& journal, double minimum_show) {
  Reader reader(minimum_show);
  std::vector<std::string> faults;
  for (std::size_t at = 0, end = 0; (end = journal.find('\n', at)) != std::string::npos; at = end + 1) {
    try {
      reader.read(json::parse(journal.substr(at, end - at)));
    } catch (const std::exception& error) {
      faults.push_back(error.what());
    }
  }
  auto recorded = reader.finish();
  recorded.faults = std::move(faults);
  return recorded;
}

std::vector<Line> reckon(const Notes& notes, const Recorded& recorded, int patients, int counted_by_host) {
  std::vector<std::string> told, invited;
  for (const auto& one : notes.told) told.push_back(one.number);
  for (const auto& one : notes.invited) invited.push_back(one.number);
  const auto all = static_cast<std::size_t>(patients);
  std::vector<Line> lines{
      exactly("patients who were told a number", told.size(), all),
      {"  of them by touching a kiosk", std::to_string(took(notes, false).size()), "", true},
      exactly("issued, as the host counts", static_cast<std::size_t>(counted_by_host), all),
      exactly("issued, by its journal", recorded.issued.size(), all),
      exactly("lost: told to somebody, unknown to the host", without(told, recorded.issued), 0),
      exactly("doubled: issued and told to nobody, or twice", without(recorded.issued, told) + repeated(recorded.issued), 0),
      exactly("called to a desk", recorded.called.size(), all),
      exactly("called by two desks, or not as the desk was told", repeated(recorded.called) + without(invited, recorded.called),
              0),
      exactly("calls seen painted on the screens", recorded.painted, recorded.calls),
      exactly("refused or failed on the way", notes.refused.size() + recorded.faults.size(), 0)};
  lines.push_back({"number at the reception", spread(took(notes, true)), "", true});
  lines.push_back({"number at the kiosk, from touch to sight", spread(took(notes, false)), "", true});
  lines.push_back({"call to painted, screen free", spread(recorded.painted_at_once), "", true});
  lines.push_back({"call to painted, behind other calls too", spread(recorded.call_to_paint), "", true});
  return lines;
}

double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

bool print(const std::vector<Line>& lines) {
  bool all = true;
  std::puts("");
  for (const auto& line : lines) {
    const std::string verdict = line.expected.empty() ? "" : line.holds ? "ok" : fmt::format("WRONG, expected {}", line.expected);
    std::puts(fmt::format("  {:<50}{:>26}  {}", line.what, line.value, verdict).c_str());
    all = all && line.holds;
  }
  return all;
}

}  // namespace vestibule::demo
