#include "witness.hpp"

#include <soci/soci.h>

#include "core/store/journal.hpp"

namespace vestibule::faults {
namespace {

std::size_t hash_of(const std::string& command, const Answer& answer) {
  return std::hash<std::string>{}(command + '\n' + answer.outcome + '\n' + answer.text);
}

}  // namespace

std::vector<std::string> Witness::look(const Notes& answered) {
  read_journal();
  read_tokens();
  for (const auto& [id, note] : answered) {
    ++compared_;
    if (note.answer->outcome == "invalid") continue;  // the same for ever, without memory
    const auto kept = kept_.find(id);
    if (kept == kept_.end())
      faults_.push_back(fmt::format("lost: {} of {} ({}) was answered '{}' and is not there", note.command, note.client, id,
                                    note.answer->text));
    else if (kept->second != hash_of(note.command, *note.answer))
      faults_.push_back(
          fmt::format("changed: {} of {} ({}) was answered '{}'", note.command, note.client, id, note.answer->text));
    if (note.command != "queue.issue_token" || note.answer->outcome != "ok") continue;
    const auto told = json::parse(note.answer->text);
    const auto row = numbers_.find(told.at("token").as_string().c_str());
    if (row == numbers_.end() || row->second != told.at("number").as_string())
      faults_.push_back(fmt::format("lost: number {} was given to {} and is not in the table",
                                    told.at("number").as_string().c_str(), note.client));
  }
  return std::exchange(faults_, {});
}

void Witness::read_journal() {
  constexpr int batch = 500;
  std::vector<core::Entry> found;
  do {
    readers_.with([&](soci::session& sql) { found = core::entries_after(sql, sequence_, batch); });
    for (auto& entry : found) {
      if (entry.sequence != ++sequence_) faults_.push_back(fmt::format("the journal leaps to {}", entry.sequence));
      sequence_ = entry.sequence;
      ++entries_;
      if (!kept_.emplace(entry.request_id, hash_of(entry.command, {entry.outcome, entry.reply})).second)
        faults_.push_back(fmt::format("doubled: {} ({}) stands twice in the journal", entry.command, entry.request_id));
    }
  } while (found.size() == batch);
}

void Witness::read_tokens() {
  readers_.with([&](soci::session& sql) {
    long long serial = 0, counter = 0;
    std::string id, day, series, number;
    soci::statement select =
        (sql.prepare
             << "SELECT serial, id, day, numbered_by, counter, number FROM queue_token WHERE serial > :after ORDER BY serial",
         soci::into(serial), soci::into(id), soci::into(day), soci::into(series), soci::into(counter), soci::into(number),
         soci::use(serial_));
    long long last = serial_;
    for (bool more = select.execute(true); more; more = select.fetch()) {
      last = serial;
      ++tokens_;
      numbers_[id] = number;
      auto& before = counters_[day + " " + series];
      if (counter != before + 1) faults_.push_back(fmt::format("on {} {} has number {} after {}", day, series, counter, before));
      before = counter;
    }
    serial_ = last;
  });
}

}  // namespace vestibule::faults
