#include "readings_store.hpp"

#include <soci/soci.h>

#include <algorithm>

namespace vestibule::vitals::readings_store {
namespace {

using Wide = long long;
using soci::into;
using soci::use;

Wide next_number(soci::session& sql, const std::string& table) {
  Wide number = 0;
  sql << "SELECT COALESCE(MAX(number), 0) + 1 FROM " + table, into(number);
  return number;
}

void add(soci::session& sql, const std::vector<Stretch>& stretches) {
  Wide number = next_number(sql, "vitals_stretch"), episode = 0, base = 0, begins = 0, ends = 0;
  std::string readings;
  soci::statement insert = (sql.prepare << "INSERT INTO vitals_stretch (number, episode, base, begins, ends, readings)"
                                           " VALUES (:number, :episode, :base, :begins, :ends, :readings)",
                            use(number), use(episode), use(base), use(begins), use(ends), use(readings));
  for (const auto& stretch : stretches) {
    episode = stretch.episode, base = to_millis(stretch.base), begins = to_millis(stretch.begins), ends = to_millis(stretch.ends);
    readings = stretch.readings;
    insert.execute(true);
    ++number;
  }
}

void add(soci::session& sql, const std::vector<MinuteOf>& minutes) {
  Wide number = next_number(sql, "vitals_minute"), episode = 0, begins = 0;
  std::string summary;
  soci::statement insert = (sql.prepare << "INSERT INTO vitals_minute (number, episode, minute, summary) VALUES (:number, :episode, :minute, :summary)",
                            use(number), use(episode), use(begins), use(summary));
  for (const auto& minute : minutes) {
    episode = minute.episode, begins = to_millis(minute.minute), summary = minute.summary;
    insert.execute(true);
    ++number;
  }
}

/// The oldest stand first, so the front of the table is all that is looked at.
void drop_old(soci::session& sql, const std::string& table, const std::string& column, Instant before, std::size_t added) {
  const Wide limit = to_millis(before), most = static_cast<Wide>(4 * added + 16);
  sql << "DELETE FROM " + table + " WHERE number IN (SELECT number FROM " + table + " ORDER BY number LIMIT :most) AND " + column + " < :limit", use(most),
      use(limit);
}

/// What was written under an episode is its patient's, whatever the clocks said: the span only tells where to look.
constexpr Duration clocks_differ = std::chrono::hours(2);

std::vector<Wide> episodes_of(soci::session& sql, const HistoryAsked& asked) {
  const Wide from = to_millis(asked.from - clocks_differ), until = to_millis(asked.until + clocks_differ);
  Wide episode = 0;
  std::vector<Wide> episodes;
  soci::statement select = (sql.prepare << "SELECT episode FROM vitals_span WHERE patient = :patient AND begins < :until"
                                           " AND (ends IS NULL OR ends > :from) ORDER BY begins",
                            into(episode), use(asked.patient.text()), use(until), use(from));
  for (bool more = select.execute(true); more; more = select.fetch()) episodes.push_back(episode);
  return episodes;
}

Result<> add_readings(soci::session& sql, Wide episode, const HistoryAsked& asked, CourseMaker& maker) {
  const Wide from = to_millis(asked.from), until = to_millis(asked.until);
  Wide base = 0;
  std::string readings;
  soci::statement select = (sql.prepare << "SELECT base, readings FROM vitals_stretch WHERE episode = :episode AND ends >= :from AND begins < :until",
                            into(base), into(readings), use(episode), use(from), use(until));
  for (bool more = select.execute(true); more; more = select.fetch()) {
    VESTIBULE_TRY(const auto all, unpack(readings, from_millis(base)));
    for (const auto& kept : all) maker.add(kept);
  }
  return {};
}

Result<> add_minutes(soci::session& sql, Wide episode, const HistoryAsked& asked, CourseMaker& maker) {
  const Wide first = to_millis(asked.from - step_of_minutes), until = to_millis(asked.until);
  Wide begins = 0;
  std::string summary;
  soci::statement select = (sql.prepare << "SELECT minute, summary FROM vitals_minute WHERE episode = :episode AND minute > :first AND minute < :until",
                            into(begins), into(summary), use(episode), use(first), use(until));
  for (bool more = select.execute(true); more; more = select.fetch()) {
    VESTIBULE_TRY(const auto minute, unpack_minute(summary));
    maker.add(from_millis(begins), minute);
  }
  return {};
}

}  // namespace

void write(soci::session& sql, const Batch& batch, const Retention& older) {
  if (!batch.stretches.empty()) add(sql, batch.stretches);
  if (!batch.minutes.empty()) add(sql, batch.minutes);
  drop_old(sql, "vitals_stretch", "ends", older.readings, batch.stretches.size());
  drop_old(sql, "vitals_minute", "minute", older.minutes, batch.minutes.size());
}

void write(soci::session& sql, const Span& span) {
  const Wide episode = span.episode, begins = to_millis(span.begins), ends = span.ends ? to_millis(*span.ends) : 0;
  soci::indicator over = span.ends ? soci::i_ok : soci::i_null;
  sql << "INSERT INTO vitals_span (episode, patient, bed, device, begins, ends) VALUES (:episode, :patient, :bed, :device, :begins, :ends)"
         " ON CONFLICT (episode) DO UPDATE SET ends = excluded.ends",
      use(episode), use(span.patient.text()), use(span.bed.text()), use(span.device.text()), use(begins), use(ends, over);
}

Result<History> read(soci::session& sql, const HistoryAsked& asked) {
  const Duration step = step_of(asked.from, asked.until, asked.points.value_or(500));
  const auto episodes = episodes_of(sql, asked);
  CourseMaker maker(asked.from, asked.until, step);
  if (step < step_of_minutes)
    for (const Wide episode : episodes) VESTIBULE_CHECK(add_readings(sql, episode, asked, maker));
  if (!maker.empty() || episodes.empty()) return maker.made(asked.measures);
  // Readings that old are kept no more, or nobody wants them that close.
  const Duration coarse = std::max(step, step_of_minutes);
  CourseMaker minutes(asked.from, asked.until, coarse);
  for (const Wide episode : episodes) VESTIBULE_CHECK(add_minutes(sql, episode, asked, minutes));
  return minutes.made(asked.measures);
}

}  // namespace vestibule::vitals::readings_store
