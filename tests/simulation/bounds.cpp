#include "bounds.hpp"

#include <soci/soci.h>

#include <algorithm>

#include "store/database.hpp"

namespace vestibule::simulation {

void Bounds::within(const std::string& what, std::size_t now, std::size_t most) {
  if (now > most) notebook_.fault(fmt::format("I12 {}: {}, and at most {} is right", what, now, most));
}

void Bounds::check(const std::vector<std::unique_ptr<Clerk>>& clerks, const std::vector<std::unique_ptr<Screen>>& screens,
                   const std::vector<std::unique_ptr<KioskMachine>>& kiosks) {
  constexpr std::size_t MiB = 1024 * 1024;
  within("states that the broker keeps", world_.broker.kept(), 16);
  within("messages under way", world_.broker.under_way(), 400);
  within("timers that are set", world_.loop.waiting(), 800);
  for (const auto& clerk : clerks) within("requests of " + clerk->name, clerk->requests.pending(), 8);
  for (const auto& screen : screens) within("requests of " + screen->name, screen->requests.pending(), 300);
  for (const auto& kiosk : kiosks) {
    // What a patient wished before the line went, and who called for staff, is asked until it is answered: a quarter of an hour's worth.
    within("requests of " + kiosk->name(), kiosk->pending(), 60);
    within("bytes on the disk of " + kiosk->name(), kiosk->bytes_on_disk(), MiB);
  }
  within("files on the house's disk", house_.disk.files(), 3);
  // It cannot begin anew while somebody reads: at the worst, reader after reader, it holds all that a day writes.
  within("bytes of the write-ahead log", house_.disk.size("/vestibule.db-wal"), 192 * MiB);
  if (!house_.host()) return;
  within("open files of the house", static_cast<std::size_t>(house_.disk.handles()), 8);
  within("commands that wait", house_.host()->waiting(), 100);
}

void Bounds::check_tables() {
  struct Table {
    const char* name;
    int most;
  };
  for (const Table& table : {Table{"queue_day", 1}, {"queue_desk", 12}, {"queue_kiosk", 4}, {"queue_reprint", 0}, {"queue_quarantine", 0},
                             {"queue_left_out", 0}, {"queue_left_out_next", 0}, {"host_meta", 4}}) {
    int rows = 0;
    house_.host()->database().session() << "SELECT count(*) FROM " + std::string(table.name), soci::into(rows);
    within("rows of " + std::string(table.name), static_cast<std::size_t>(rows), static_cast<std::size_t>(table.most));
  }
}

}  // namespace vestibule::simulation
