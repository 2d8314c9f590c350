#pragma once
// Something that makes tickets: a printer on a cable, a print queue, a folder. Called on the print worker's thread only;
// every call ends within some seconds.

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "raster.hpp"
#include "status.hpp"
#include "transport.hpp"

namespace vestibule::kiosk {

class Machine {
 public:
  struct Outcome {
    bool paper = false;  ///< the ticket is in the patient's hand, as far as the machine can tell
    PrinterState state = PrinterState::unknown;
    std::string why;     ///< for the log, if there is no paper
  };
  /// Whether to give up at once: the program ends.
  using Ending = std::function<bool()>;

  virtual ~Machine() = default;
  /// `name` tells tickets apart: "2026-11-22T080509-A017".
  virtual Outcome print(const Raster& ticket, const std::string& name, const Ending& ending) = 0;
  /// How it is, asked while nothing is printed.
  virtual PrinterState look() = 0;
};

/// ESC/POS over a device file or port. Asks DLE EOT before and while it prints, and GS r at the end.
std::unique_ptr<Machine> escpos_machine(std::unique_ptr<Transport> transport);
/// A queue of CUPS, by its own programs `lp` and `lpstat` (looked up in PATH, run without a shell).
std::unique_ptr<Machine> spooler_machine(std::string queue, std::filesystem::path scratch);
/// A folder that takes a PNG and the printer's bytes of each ticket.
std::unique_ptr<Machine> folder_machine(std::filesystem::path folder);

/// "device:/dev/usb/lp0", "tcp:10.0.0.7:9100", "spooler:tickets", "folder:tickets", or just a folder.
Result<std::unique_ptr<Machine>> machine_for(const std::string& address);

}  // namespace vestibule::kiosk
