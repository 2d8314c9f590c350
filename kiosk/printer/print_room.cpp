#include "print_room.hpp"

#include <algorithm>

namespace vestibule::kiosk {
namespace {

/// "2026-11-22T080509-A017": in order of time, and no two alike within a day.
std::string name_of(const queue::IssuedToken& token) {
  std::string name = to_iso(token.issued_at).substr(0, 19) + "-" + token.number;
  std::erase_if(name, [](char c) { return c == ':' || c == '/'; });
  return name;
}

}  // namespace

PrintRoom::PrintRoom(std::unique_ptr<Machine> machine, PrintRoomSettings settings, Parts parts, Heard heard)
    : settings_(std::move(settings)),
      parts_(std::move(parts)),
      heard_(std::move(heard)),
      roll_(settings_.roll_millimetres, parts_.disk),
      worker_(std::move(machine), parts_.post,
              {[this](const std::string& id, const Machine::Outcome& outcome) { done(id, outcome); },
               [this](PrinterState state) {
                 state_ = state;
                 heard_.changed(report());
               }}) {}

void PrintRoom::print(const PrintJob& job) {
  Raster ticket = draw_ticket(job, settings_.ticket, parts_.languages, parts_.fonts);
  rows_[job.id] = ticket.height();
  worker_.print(job.id, std::move(ticket), name_of(job.token));
}

void PrintRoom::print_test(const std::string& language) {
  PrintJob job{"test", language, {}, {}, false};
  job.token.number = job.token.call_code = "0123";
  job.token.issued_at = parts_.clock.wall();
  for (const auto& tag : parts_.languages.tags()) {
    job.token.service_name[tag] = parts_.languages.say(key("operator_print_test"), tag);
    job.token.area_name[tag] = parts_.languages.words(tag).name();
  }
  print(job);
}

void PrintRoom::done(const std::string& id, const Machine::Outcome& outcome) {
  if (!outcome.paper) parts_.log.warning("a ticket was not printed: {}", outcome.why);
  if (const auto rows = rows_.extract(id); rows && outcome.paper) roll_.printed(rows.mapped(), parts_.clock.wall());
  heard_.printed(id, outcome.paper, outcome.state);
  heard_.changed(report());
}

void PrintRoom::roll_changed() {
  roll_.changed(parts_.clock.wall());
  worker_.look();
  heard_.changed(report());
}

queue::PrinterReport PrintRoom::report() const { return roll_.report(state_, parts_.clock.wall()); }

}  // namespace vestibule::kiosk
