#pragma once
// Flow, screen, line, printer and the kiosk's own disk as one kiosk.

#include <functional>
#include <memory>
#include <vector>

#include "flow/flow.hpp"
#include "guide/guide.hpp"
#include "host_line.hpp"
#include "operator/gesture.hpp"
#include "printer/print_room.hpp"
#include "flow/scanner.hpp"
#include "remote.hpp"
#include "screens/page_screen.hpp"
#include "witness.hpp"

namespace vestibule::kiosk {

/// What the kiosk stands on; all of it must outlive the kiosk.
struct Ground {
  const Clock& clock;
  Timers& timers;
  RandomStream& ids;
  Log& log;
  ui::Screen& screen;
  const Languages& languages;
  const ui::Theme& contrast;  ///< for those who ask for it
  Disk& disk;
  std::function<void(std::function<void()>)> post;  ///< runs something in the loop's next turn; from any thread
  ui::Voice* voice = nullptr;        ///< null: a kiosk that is never heard
  const Languages* aloud = nullptr;  ///< kiosk/guide/locale, with the voice
};

struct KioskSettings {
  std::string name;
  FlowSettings flow;
  PrintRoomSettings printing;
  std::string operator_pin;  ///< hash; empty: there is no operator's page
  double shorter_side_mm = 268;
  WitnessFiles witness;
};

/// How the operator ends the program.
struct Endings {
  std::function<void()> reload, leave;
};

/// Owner's loop only. After whatever happens to the flow, its page is shown and its next tick arranged.
class Kiosk : private Printer {
 public:
  Kiosk(const Ground& ground, const KioskSettings& settings, HostLine& line, std::unique_ptr<Machine> machine, Endings endings);

 private:
  void print(const PrintJob& job) override;
  void touched(const Touch& touch);
  void printed(const std::string& id, bool paper, PrinterState state);
  void printer_changed(const queue::PrinterReport& report);
  void reprint(const queue::Reprint& wanted);
  void ordered(const json::value& orders);
  KioskHealth health() const;
  void forget_visit();
  void listen_to_scanner();
  /// Brings screen, timer and witness up to date with the flow.
  void follow();

  Ground ground_;
  const TicketSettings tickets_;
  Offline offline_;
  PinLock lock_;
  Operator operator_;
  Flow flow_;
  PageScreen pages_;
  std::unique_ptr<Guide> guide_;
  CornerGesture corners_;
  Remote remote_;
  Witness witness_;
  Scanner scanner_;
  PrintRoom room_;
  std::vector<PrintJob> waiting_reprints_;  ///< for a printer that can print
  bool visited_ = false;
  Timer tidy_;
  PrinterState state_ = PrinterState::unknown;
  std::uint64_t shown_ = 0;
  Timer tick_;
};

}  // namespace vestibule::kiosk
