#include "tampering.hpp"

#include <doctest/doctest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>

#include "audit/checkpointer.hpp"
#include "audit/evidence.hpp"
#include "key_file.hpp"
#include "store/journal.hpp"
#include "store/verification.hpp"
#include "test_host.hpp"

namespace vestibule::audit_test {
namespace {

using core::Entry;
using Rows = std::vector<Entry>;

/// The journal as a table in memory, filled anew from rows: what a tamperer left.
class Table {
 public:
  Table() : sql_(soci::sqlite3, "dbname=:memory:") {
    sql_ << "CREATE TABLE host_journal (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, steady INTEGER NOT NULL, actor TEXT NOT NULL, role TEXT "
            "NOT NULL, device TEXT NOT NULL, request_id TEXT NOT NULL, command TEXT NOT NULL, object TEXT NOT NULL, outcome TEXT NOT NULL, "
            "request TEXT NOT NULL, reply TEXT NOT NULL, events TEXT NOT NULL, hash TEXT NOT NULL)";
  }
  soci::session& sql() { return sql_; }

  void fill(const Rows& rows) {
    Entry e;
    long long seq = 0, at = 0, steady = 0;
    sql_ << "BEGIN";
    sql_ << "DELETE FROM host_journal";
    soci::statement insert = (sql_.prepare << "INSERT INTO host_journal VALUES (:a, :b, :c, :d, :e, :f, :g, :h, :i, :j, :k, :l, :m, :n)",
                              soci::use(seq), soci::use(at), soci::use(steady), soci::use(e.actor.id), soci::use(e.actor.role),
                              soci::use(e.actor.device), soci::use(e.request_id), soci::use(e.command), soci::use(e.object),
                              soci::use(e.outcome), soci::use(e.request), soci::use(e.reply), soci::use(e.events), soci::use(e.hash));
    for (const auto& row : rows) {
      e = row;
      seq = row.sequence;
      at = to_millis(row.at);
      steady = row.steady;
      insert.execute(true);
    }
    sql_ << "COMMIT";
  }

 private:
  soci::session sql_;
};

/// One who tampers, with chance of his own.
struct Hand {
  RandomStream& chance;
  std::size_t last;  ///< entries up to here were signed

  std::size_t below(std::size_t n) { return static_cast<std::size_t>(chance.below(n)); }
  std::size_t row() { return below(last); }
};

/// The texts of an entry, its hash among them.
std::array<std::string*, 11> texts(Entry& e) {
  return {&e.actor.id, &e.actor.role, &e.actor.device, &e.request_id, &e.command, &e.object, &e.outcome, &e.request, &e.reply, &e.events, &e.hash};
}

/// Somebody who knows how hashes are made, and has all but the key.
void rehash(Rows& rows, std::size_t from) {
  for (std::size_t i = from; i < rows.size(); ++i) {
    rows[i].sequence = static_cast<std::int64_t>(i) + 1;
    rows[i].hash = core::hash_of(rows[i], i == 0 ? "" : rows[i - 1].hash);
  }
}

std::ptrdiff_t at(std::size_t index) { return static_cast<std::ptrdiff_t>(index); }

void flip(Rows& rows, Hand& hand) {
  Entry& e = rows[hand.row()];
  const auto column = hand.below(14);
  const std::int64_t bit = std::int64_t{1} << hand.below(40);
  if (column == 11) e.sequence ^= bit << 20;  // far away, so that no other row is there
  else if (column == 12) e.at = from_millis(to_millis(e.at) ^ bit);
  else if (column == 13) e.steady ^= bit;
  else if (auto& text = *texts(e)[column]; text.empty()) text = "x";
  else {
    char& byte = text[hand.below(text.size())];
    byte = static_cast<char>(byte ^ (1 << hand.below(7)));
  }
}

void hide_behind_zero(Rows& rows, Hand& hand) {
  texts(rows[hand.row()])[hand.below(11)]->append(1, '\0').append("and more");
}

Entry made_up(const Entry& pattern, Hand& hand) {
  Entry e = pattern;
  e.request_id = fmt::format("made-up-{}", hand.chance.next());
  e.actor.id = "somebody";
  return e;
}

struct Kind {
  const char* name;
  void (*act)(Rows&, Hand&);
};

const Kind kinds[] = {
    {"a byte flipped in any column", flip},
    {"text hidden behind a zero byte", hide_behind_zero},
    {"an entry deleted", [](Rows& rows, Hand& hand) { rows.erase(rows.begin() + at(hand.row())); }},
    {"an entry deleted, the rest made anew",
     [](Rows& rows, Hand& hand) {
       const auto i = hand.row();
       rows.erase(rows.begin() + at(i));
       rehash(rows, i);
     }},
    {"two entries swapped",
     [](Rows& rows, Hand& hand) {
       const auto i = hand.row(), j = (i + 1 + hand.below(hand.last - 1)) % hand.last;
       std::swap(rows[i], rows[j]);
       std::swap(rows[i].sequence, rows[j].sequence);
     }},
    {"two entries swapped, the rest made anew",
     [](Rows& rows, Hand& hand) {
       const auto i = hand.row(), j = (i + 1 + hand.below(hand.last - 1)) % hand.last;
       std::swap(rows[i], rows[j]);
       rehash(rows, std::min(i, j));
     }},
    {"an entry inserted",
     [](Rows& rows, Hand& hand) {
       const auto i = hand.row();
       rows.insert(rows.begin() + at(i), made_up(rows[i], hand));
       for (std::size_t k = i + 1; k < rows.size(); ++k) ++rows[k].sequence;
     }},
    {"an entry inserted, the rest made anew",
     [](Rows& rows, Hand& hand) {
       const auto i = hand.row();
       rows.insert(rows.begin() + at(i), made_up(rows[i], hand));
       rehash(rows, i);
     }},
    {"an entry inserted before the first",
     [](Rows& rows, Hand& hand) {
       Entry e = made_up(rows[0], hand);
       e.sequence = -static_cast<std::int64_t>(hand.below(100));
       rows.insert(rows.begin(), e);
     }},
    {"the end cut off", [](Rows& rows, Hand& hand) { rows.resize(hand.row()); }},
    {"an older copy put back, and some new work on it",
     [](Rows& rows, Hand& hand) {
       const auto keep = hand.row();
       const auto more = 1 + hand.below(rows.size() - keep);
       rows.resize(keep);
       for (std::size_t k = 0; k < more; ++k) rows.push_back(made_up(rows.empty() ? Entry{} : rows.back(), hand));
       rehash(rows, keep);
     }},
    {"everything from one entry on written anew",
     [](Rows& rows, Hand& hand) {
       const auto i = hand.row();
       for (std::size_t k = i; k < rows.size(); ++k) rows[k].reply += " ";
       rehash(rows, i);
     }},
    {"one entry changed and the rest made anew",
     [](Rows& rows, Hand& hand) {
       const auto i = hand.row();
       rows[i].actor.id = "somebody else";
       rehash(rows, i);
     }},
};

std::vector<core::Pin> pins_of(const Evidence& evidence) {
  const auto file = core::read_checkpoints(evidence.checkpoints, evidence.open_key);
  REQUIRE(file.faults.empty());
  return core::evidence_of(file).pins;
}

Rows rows_of(const Evidence& evidence) {
  soci::session sql(soci::sqlite3, "db=\"" + evidence.database + "\"");
  return core::entries_after(sql, 0, 1'000'000);
}

}  // namespace

Scores tamper(const Evidence& evidence, int runs, std::uint64_t seed, std::vector<std::string>& missed) {
  const auto pins = pins_of(evidence);
  REQUIRE_FALSE(pins.empty());
  const Rows original = rows_of(evidence);
  kit::SimulatedRandom random(seed);
  Hand hand{random.stream("tampering"), static_cast<std::size_t>(pins.back().sequence)};
  Table table;
  Scores scores;
  for (int run = 0; run < runs; ++run) {
    const Kind& kind = kinds[static_cast<std::size_t>(run) % std::size(kinds)];
    Rows rows = original;
    kind.act(rows, hand);
    table.fill(rows);
    Score& score = scores[kind.name];
    ++score.tried;
    if (!core::examine(table.sql(), pins).faults.empty()) ++score.found;
    else missed.push_back(fmt::format("{} (run {} with seed {})", kind.name, run, seed));
  }
  return scores;
}

bool rewrite_behind_is_found(const Evidence& evidence) {
  const auto pins = pins_of(evidence);
  Rows rows = rows_of(evidence);
  const auto last = static_cast<std::size_t>(pins.back().sequence);
  REQUIRE(rows.size() > last);
  for (std::size_t i = last; i < rows.size(); ++i) rows[i].actor.id = "somebody else";
  rehash(rows, last);
  Table table;
  table.fill(rows);
  return !core::examine(table.sql(), pins).faults.empty();
}

bool untouched_verifies(const Evidence& evidence) {
  Table table;
  table.fill(rows_of(evidence));
  const auto found = core::examine(table.sql(), pins_of(evidence));
  for (const auto& fault : found.faults) MESSAGE(fault);
  return found.faults.empty() && found.pinned > 0;
}

Evidence written_evidence(int entries, const std::string& folder) {
  kit::TestHost host([] {
    kit::TestHostOptions options;
    options.plugins = LEDGER_PLUGINS;
    options.settings = "[ledger]\nmost = 1000000\n";
    return options;
  }());
  const core::CheckpointOptions options{Duration{60'000}, folder + "/checkpoints", folder + "/key"};
  core::Checkpointer checkpointer(*host.host, host.loop, host.workers, host.clock, host.log, options);
  for (int i = 0; i < entries; ++i) {
    REQUIRE(host.do_("ledger.write", {{"word", fmt::format("word {} of a day in the front hall", i)}}));
    if (i < entries - 20) host.run_for(Duration{700 + i % 5 * 100});
  }
  REQUIRE(checkpointer.state().written > 2);
  REQUIRE(checkpointer.state().failed == 0);
  Evidence evidence{folder + "/journal.db", {}, {}};
  const std::string copy = "VACUUM INTO '" + evidence.database + "'";
  host.host->database().session() << copy;
  evidence.checkpoints = *core::read_file(options.file.string());
  evidence.open_key = *core::read_key(core::public_file_of(options.file), core::public_key, 32);
  return evidence;
}

void print(const Scores& scores) {
  Score sum;
  for (const auto& [name, score] : scores) {
    std::printf("  %-48s %5d of %d found\n", name.c_str(), score.found, score.tried);
    sum.tried += score.tried;
    sum.found += score.found;
  }
  std::printf("audit tamperings: %d of %d found\n", sum.found, sum.tried);
}

}  // namespace vestibule::audit_test
