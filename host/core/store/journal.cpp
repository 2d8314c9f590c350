#include "journal.hpp"

#include <array>
#include <fmt/format.h>
#include <sodium.h>
#include <soci/soci.h>
#include "vestibule/trial.hpp"

namespace vestibule::core {
namespace {

constexpr const char* columns = "seq, at, steady, actor, role, device, request_id, command, object, outcome, request, reply, events, hash";

/// Length before content, so that no two different entries feed the hash the same bytes.
void feed(crypto_generichash_state& state, std::string_view text) {
  const std::uint64_t size = text.size();
  std::array<unsigned char, 8> length;
  for (std::size_t i = 0; i < 8; ++i) length[i] = static_cast<unsigned char>(size >> (8 * i));
  crypto_generichash_update(&state, length.data(), length.size());
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
}

}  // namespace

std::string hash_of(const Entry& entry, std::string_view before) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, crypto_generichash_BYTES);
  feed(state, before);
  feed(state, fmt::format("{} {} {}", entry.sequence, to_millis(entry.at), entry.steady));
  for (const std::string* text : {&entry.actor.id, &entry.actor.role, &entry.actor.device, &entry.request_id, &entry.command,
                                  &entry.object, &entry.outcome, &entry.request, &entry.reply, &entry.events})
    feed(state, *text);
  std::array<unsigned char, crypto_generichash_BYTES> digest;
  crypto_generichash_final(&state, digest.data(), digest.size());
  std::string hex(2 * digest.size() + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  hex.pop_back();
  return hex;
}

namespace {

/// One row on its way in or out of a statement: SOCI binds to these addresses once.
struct Row {
  Entry entry;
  long long sequence = 0, at = 0, steady = 0;

  void pack() {
    sequence = entry.sequence;
    at = to_millis(entry.at);
    steady = entry.steady;
  }
  void unpack() {
    entry.sequence = sequence;
    entry.at = from_millis(at);
    entry.steady = steady;
  }
};

// SOCI's use() and into() are written out in each statement: what they return refers to its own arguments.

soci::statement prepare_insert(soci::session& sql, Row& row) {
  Entry& e = row.entry;
  return (sql.prepare << fmt::format("INSERT INTO host_journal ({}) VALUES (:seq, :at, :steady, :actor, :role, :device, :request_id, "
                                     ":command, :object, :outcome, :request, :reply, :events, :hash)", columns),
          soci::use(row.sequence), soci::use(row.at), soci::use(row.steady), soci::use(e.actor.id), soci::use(e.actor.role),
          soci::use(e.actor.device), soci::use(e.request_id), soci::use(e.command), soci::use(e.object), soci::use(e.outcome),
          soci::use(e.request), soci::use(e.reply), soci::use(e.events), soci::use(e.hash));
}

soci::details::prepare_temp_type select_into(soci::session& sql, Row& row, const char* condition) {
  Entry& e = row.entry;
  return (sql.prepare << fmt::format("SELECT {} FROM host_journal WHERE {}", columns, condition), soci::into(row.sequence),
          soci::into(row.at), soci::into(row.steady), soci::into(e.actor.id), soci::into(e.actor.role), soci::into(e.actor.device),
          soci::into(e.request_id), soci::into(e.command), soci::into(e.object), soci::into(e.outcome), soci::into(e.request),
          soci::into(e.reply), soci::into(e.events), soci::into(e.hash));
}

}  // namespace

struct Journal::Inside {
  soci::session& session;
  std::int64_t last = 0;
  std::string last_hash;
  Row written, found;
  std::string sought, whose;
  long long trailed = 0;
  soci::statement insert, select, trail;

  explicit Inside(soci::session& sql)
      : session(sql), insert(prepare_insert(sql, written)), select((select_into(sql, found, "request_id = :id"), soci::use(sought))),
        trail((sql.prepare << "INSERT INTO host_trail (whose, seq) VALUES (:whose, :seq) ON CONFLICT DO NOTHING", soci::use(whose), soci::use(trailed))) {}
};

Journal::Journal(soci::session& session) : inside_(std::make_unique<Inside>(session)) { reread(); }
Journal::~Journal() = default;

void Journal::append(Entry entry) {
  entry.sequence = inside_->last + 1;
  entry.hash = hash_of(entry, inside_->last_hash);
  inside_->written.entry = std::move(entry);
  inside_->written.pack();
  inside_->insert.execute(true);
  inside_->last = inside_->written.entry.sequence;
  inside_->last_hash = inside_->written.entry.hash;
}

void Journal::found_under(const std::string& whose) {
  inside_->whose = whose;
  inside_->trailed = inside_->last;
  inside_->trail.execute(true);
}

const Entry* Journal::find(const std::string& request_id) {
  inside_->sought = request_id;
  if (!inside_->select.execute(true)) return nullptr;
  inside_->found.unpack();
  inside_->select.fetch();  // to its end, which lets go of the table: there is one entry at most
  return &inside_->found.entry;
}

std::int64_t Journal::last_sequence() const { return inside_->last; }

void Journal::reread() {
  long long last = 0;
  std::string hash;
  inside_->session << "SELECT seq, hash FROM host_journal ORDER BY seq DESC LIMIT 1", soci::into(last), soci::into(hash);
  inside_->last = last;
  inside_->last_hash = VESTIBULE_PLANTED("chain_broken_at_start") ? "" : hash;
}

std::vector<Entry> entries_after(soci::session& session, std::int64_t sequence, int limit) {
  Row row;
  const long long after = sequence;
  soci::statement select = (select_into(session, row, "seq > :after ORDER BY seq LIMIT :n"), soci::use(after), soci::use(limit));
  std::vector<Entry> entries;
  for (bool more = select.execute(true); more; more = select.fetch()) {
    row.unpack();
    entries.push_back(row.entry);
  }
  return entries;
}

}  // namespace vestibule::core
