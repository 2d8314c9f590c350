#pragma once
// Flow, screen, line and printer as one kiosk.

#include <functional>

#include "flow/flow.hpp"
#include "host_line.hpp"
#include "printer/file_printer.hpp"
#include "scanner.hpp"
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
  std::function<void(std::function<void()>)> post;  ///< runs something in the loop's next turn
};

/// Owner's loop only. After whatever happens to the flow, its page is shown and its next tick arranged.
class Kiosk : private Printer {
 public:
  Kiosk(const Ground& ground, FlowSettings settings, HostLine& line, TicketSettings tickets, std::filesystem::path ticket_folder,
        double shorter_side_mm, WitnessFiles witness);

 private:
  void print(const PrintJob& job) override;
  void listen_to_scanner();
  /// Brings screen, timer and witness up to date with the flow.
  void follow();

  Ground ground_;
  FilePrinter paper_;
  Flow flow_;
  PageScreen pages_;
  Witness witness_;
  Scanner scanner_;
  std::uint64_t shown_ = 0;
  Timer tick_;
};

}  // namespace vestibule::kiosk
