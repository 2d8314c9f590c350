#include "kiosk_book.hpp"

#include <algorithm>

namespace vestibule::queue {
namespace {

constexpr const char *admitted = "admitted", *fenced = "fenced";
/// More new disks than that no house meets between two backups.
constexpr int marks_left_out = 20;

bool holds(const std::vector<std::string>& list, const std::string& text) { return std::find(list.begin(), list.end(), text) != list.end(); }

/// What staff would want to hear of, apart from counts that move by themselves.
bool needs_look(const ReportKiosk& before, const ReportKiosk& after) {
  const auto state = [](const ReportKiosk& report) { return report.printer ? report.printer->state : PrinterState::unknown; };
  return state(before) != state(after) || before.garbled != after.garbled || before.faults != after.faults;
}

}  // namespace

const KioskRow* KioskBook::find(const std::string& name, const std::string& incarnation) const {
  for (const auto& [mark, row] : rows_)
    if (row.name == name && row.incarnation == incarnation) return &row;
  return nullptr;
}

const KioskRow* KioskBook::current(const std::string& name) const {
  for (const auto& [mark, row] : rows_)
    if (row.name == name && row.admitted()) return &row;
  return nullptr;
}

KioskRow KioskBook::new_row(const std::string& name, const ReportKiosk& report) const {
  KioskRow row;
  row.mark = rows_.empty() ? 1 : rows_.rbegin()->first + 1;
  row.name = name;
  row.incarnation = report.incarnation;
  row.standing = admitted;
  row.boot = report.boot;
  return row;
}

KioskChange KioskBook::report(const std::string& name, const ReportKiosk& report, bool alive, Instant now) const {
  KioskChange change;
  const KioskRow* known = find(name, report.incarnation);
  const KioskRow* holder = current(name);
  KioskRow row = known ? *known : new_row(name, report);
  const auto mark_of = [](const KioskRow& of) { return std::to_string(of.mark); };

  // Staff have said that the next one who reports is the kiosk; or its disk is new and the old one is silent.
  const bool open = holder && holder->boot.empty();
  if (holder && holder->mark != row.mark) {
    if (open || (!known && !alive)) {
      KioskRow old = *holder;
      old.standing = fenced;
      change.rows.push_back(std::move(old));
      change.fenced.push_back({name, mark_of(*holder), "replaced"});
      row.standing = admitted;
      row.boot = report.boot;
    } else {
      if (row.standing != fenced) change.fenced.push_back({name, mark_of(row), "second_machine"});
      row.standing = fenced;
    }
  } else if (open) {
    row.boot = report.boot;
    row.twins.clear();
  } else if (holds(row.report.before, report.boot)) {
    // Under way when the power went, and overtaken by the next start's. A copy that goes on from there will say it once more.
    std::erase(row.report.before, report.boot);
    change.standing = Standing::unknown;
    change.rows.push_back(std::move(row));
    return change;
  } else if (row.boot != report.boot && !holds(report.before, row.boot)) {
    // This disk has gone on without the machine that speaks: one of the two is a copy, and the older part yields.
    if (!holds(row.twins, report.boot)) {
      change.fenced.push_back({name, mark_of(row), "copied_disk"});
      row.twins.push_back(report.boot);
      if (row.twins.size() > 16) row.twins.erase(row.twins.begin());
      change.rows.push_back(std::move(row));
    }
    return change;
  } else {
    row.boot = report.boot;
  }
  change.standing = row.admitted() ? Standing::admitted : Standing::fenced;
  change.needs_look = needs_look(row.report, report);
  if (row.left_out && !row.left_out->counted && report.unsynced == 0 && report.sequence > row.sequence) {
    // It has nothing left to bring: what it had brought since the backup is missing here, and staff should hear of it. With
    // something left, its next bringing says the same.
    row.missing += report.sequence - row.sequence;
    row.sequence = report.sequence;
    change.needs_look = true;
  }
  if (row.left_out && report.unsynced == 0) row.left_out->counted = true;
  row.report = report;
  row.reported_at = now;
  change.rows.push_back(std::move(row));
  return change;
}

Standing KioskBook::standing(const KioskWordAsked& asked) const {
  const KioskRow* row = find(asked.kiosk, asked.incarnation);
  const KioskRow* holder = current(asked.kiosk);
  if (!row || (holder && holder->boot.empty())) return Standing::unknown;
  return row->admitted() && row->boot == asked.boot ? Standing::admitted : Standing::fenced;
}

std::vector<KioskRow> KioskBook::after_restore(int gap, const std::string& until) const {
  std::vector<KioskRow> changed;
  for (const auto& [mark, row] : rows_) {
    KioskRow next = row;
    next.boot.clear();
    next.twins.clear();
    next.left_out = LeftOutAlone{row.counter + gap, until, false};
    changed.push_back(std::move(next));
  }
  KioskRow none;
  none.mark = (rows_.empty() ? 0 : rows_.rbegin()->first) + marks_left_out;
  none.incarnation = std::to_string(none.mark);
  none.standing = fenced;
  changed.push_back(std::move(none));
  return changed;
}

KioskView view_of(const KioskRow& row) {
  return {row.name,          std::to_string(row.mark), row.admitted() ? Standing::admitted : Standing::fenced,
          !row.twins.empty(), row.reported_at,          row.report.unsynced,
          row.report.garbled, row.missing,              row.report.printer,  row.report.faults};
}

}  // namespace vestibule::queue
