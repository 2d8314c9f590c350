#pragma once
// The kiosk's printer as the flow sees it: draws tickets, has them printed, counts the roll, knows what is wrong.

#include <functional>
#include <map>
#include <memory>

#include <vestibule/clock.hpp>
#include <vestibule/log.hpp>

#include "roll.hpp"
#include "ticket.hpp"
#include "worker.hpp"

namespace vestibule::kiosk {

struct PrintRoomSettings {
  TicketSettings ticket;
  int roll_millimetres = 80'000;  ///< of a new roll: 80 m
};

/// Owner's loop only. Languages, fonts, disk, clock must outlive it.
class PrintRoom : public Printer {
 public:
  struct Parts {
    const Languages& languages;
    ui::Fonts& fonts;
    Disk& disk;
    const Clock& clock;
    Log& log;
    std::function<void(std::function<void()>)> post;  ///< from any thread
  };
  struct Heard {
    std::function<void(const std::string& id, bool paper, PrinterState state)> printed;
    std::function<void(const queue::PrinterReport&)> changed;  ///< state or roll
  };
  PrintRoom(std::unique_ptr<Machine> machine, PrintRoomSettings settings, Parts parts, Heard heard);

  void print(const PrintJob& job) override;
  /// A page that shows how text comes out, for the operator.
  void print_test(const std::string& language);
  void roll_changed();
  queue::PrinterReport report() const;

 private:
  void done(const std::string& id, const Machine::Outcome& outcome);

  const PrintRoomSettings settings_;
  Parts parts_;
  Heard heard_;
  Roll roll_;
  PrinterState state_ = PrinterState::unknown;
  std::map<std::string, int> rows_;  ///< of the tickets under way
  PrintWorker worker_;
};

}  // namespace vestibule::kiosk
