#include "verification.hpp"

#include <fmt/format.h>

#include <deque>
#include <limits>
#include <map>
#include <optional>

#include "journal.hpp"

namespace vestibule::core {
namespace {

constexpr std::size_t most_faults = 10;
constexpr std::size_t most_searches = 3;  // through the whole journal, for where an entry comes from
constexpr int batch = 1000;
constexpr auto before_all = std::numeric_limits<std::int64_t>::min();

/// The entries in their order, with a look at the next one.
class Walk {
 public:
  explicit Walk(soci::session& session) : session_(session) {}

  std::optional<Entry> next() {
    if (!fill()) return std::nullopt;
    Entry entry = std::move(ahead_.front());
    ahead_.pop_front();
    return entry;
  }
  const Entry* peek() { return fill() ? &ahead_.front() : nullptr; }

 private:
  bool fill() {
    if (!ahead_.empty()) return true;
    for (auto& entry : entries_after(session_, last_, batch)) ahead_.push_back(std::move(entry));
    if (!ahead_.empty()) last_ = ahead_.back().sequence;
    return !ahead_.empty();
  }

  soci::session& session_;
  std::int64_t last_ = before_all;
  std::deque<Entry> ahead_;
};

bool fits_as(Entry entry, std::int64_t sequence, std::string_view before, const std::string& hash) {
  entry.sequence = sequence;
  return hash_of(entry, before) == hash;
}

/// The entry that stands where `entry` belongs, if the two have changed places: whole rows, or their contents alone.
std::optional<std::int64_t> changed_places(soci::session& session, const Entry& entry, const std::string& before) {
  Walk walk(session);
  std::string previous;
  while (const auto other = walk.next()) {
    if (other->sequence != entry.sequence) {
      const bool row = fits_as(entry, other->sequence, previous, entry.hash) || fits_as(entry, other->sequence, other->hash, entry.hash);
      if (row || fits_as(*other, entry.sequence, before, entry.hash)) return other->sequence;
    }
    previous = other->hash;
  }
  return std::nullopt;
}

class Examination {
 public:
  Examination(soci::session& session, const std::vector<Pin>& pins) : session_(session), pins_(pins), walk_(session) {}

  Findings run() {
    while (const auto entry = walk_.next()) look_at(*entry);
    found_.entries = expected_ - 1;
    found_.last_hash = before_;
    look_at_end();
    return std::move(found_);
  }

 private:
  void fault(std::string sentence) {
    if (found_.faults.size() < most_faults) found_.faults.push_back(std::move(sentence));
  }

  void look_at(const Entry& entry) {
    if (entry.sequence < 1) return fault(fmt::format("entry {} was inserted: the journal begins with 1", entry.sequence));
    const bool gap = entry.sequence != expected_;
    if (gap) miss(entry.sequence);  // what it was chained to is not known then
    std::string hash = entry.hash;
    if (!gap && hash_of(entry, before_) != entry.hash) hash = diagnose(entry);
    check_pins(entry);
    expected_ = entry.sequence + 1;
    before_ = std::move(hash);
  }

  void miss(std::int64_t found) {
    const std::string after = expected_ == 1 ? "it is now the first" : fmt::format("it follows {} now", expected_ - 1);
    if (found - expected_ == 1) fault(fmt::format("entry {} is missing before entry {}: {}", expected_, found, after));
    else fault(fmt::format("entries {} to {} are missing before entry {}: {}", expected_, found - 1, found, after));
  }

  /// Says what became of an entry whose hash does not fit, and returns the hash the next entry was chained to.
  std::string diagnose(const Entry& entry) {
    const auto sequence = entry.sequence;
    if (sequence == swapped_with_) return entry.hash;
    const std::string computed = hash_of(entry, before_);
    const Entry* next = walk_.peek();
    if (next && fits_as(*next, next->sequence, computed, next->hash)) {
      fault(fmt::format("entry {} was changed: its hash is not the one of its content, which is as it was", sequence));
      return computed;
    }
    if (next && fits_as(*next, sequence, before_, next->hash)) {
      if (fits_as(entry, next->sequence, next->hash, entry.hash)) return swapped(entry, next->sequence);
      fault(fmt::format("entry {} was inserted: the one now numbered {} was number {}", sequence, next->sequence, sequence));
      return entry.hash;
    }
    if (found_.faults.size() < most_searches)
      if (const auto other = changed_places(session_, entry, before_)) return swapped(entry, *other);
    fault(fmt::format("entry {} was changed: its hash does not fit its content and the entry before it", sequence));
    return entry.hash;
  }

  std::string swapped(const Entry& entry, std::int64_t other) {
    swapped_with_ = other;
    fault(fmt::format("entries {} and {} were swapped", entry.sequence, other));
    return entry.hash;
  }

  void check_pins(const Entry& entry) {
    for (; pin_ < pins_.size() && pins_[pin_].sequence <= entry.sequence; ++pin_) {
      const Pin& pin = pins_[pin_];
      if (pin.sequence < entry.sequence) continue;  // missing, and said to be
      if (pin.hash == entry.hash) {
        if (contradicted_ == 0) found_.pinned = entry.sequence;
        continue;
      }
      if (contradicted_++ == 0)
        fault(fmt::format("entry {} is not the one that was signed: {} signed the hash {}, the journal has {}. Something from entry {} to {} was "
                          "changed, inserted or taken out, and the hashes made anew",
                          entry.sequence, pin.said, pin.hash.substr(0, 16), entry.hash.substr(0, 16), found_.pinned + 1, entry.sequence));
    }
  }

  void look_at_end() {
    if (pin_ == pins_.size()) return;
    const Pin& last = pins_.back();
    fault(fmt::format("the journal ends with entry {}, but {} signed entry {}: what came after was taken away", found_.entries, last.said,
                      last.sequence));
  }

  soci::session& session_;
  const std::vector<Pin>& pins_;
  Walk walk_;
  Findings found_;
  std::int64_t expected_ = 1, swapped_with_ = 0;
  std::string before_;
  std::size_t pin_ = 0, contradicted_ = 0;
};

}  // namespace

Findings examine(soci::session& session, const std::vector<Pin>& pins) { return Examination(session, pins).run(); }

Verdict verify(soci::session& session) {
  const Findings found = examine(session, {});
  return {found.entries, found.last_hash, found.faults.empty() ? std::nullopt : std::optional(found.faults.front())};
}

}  // namespace vestibule::core
