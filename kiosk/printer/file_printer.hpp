#pragma once
// A printer that is a folder: a PNG to look at and the ESC/POS bytes for each ticket.

#include <filesystem>
#include <functional>

#include "ticket.hpp"

namespace vestibule::kiosk {

/// Owner's thread only. Languages and fonts must outlive it.
class FilePrinter : public Printer {
 public:
  /// `done` is told what became of each job; call Flow::printed from the next turn of the loop.
  using Done = std::function<void(const std::string& id, Result<>)>;

  FilePrinter(std::filesystem::path folder, TicketSettings settings, const Languages& languages, ui::Fonts& fonts, Done done);

  void print(const PrintJob& job) override;

 private:
  Result<> write(const PrintJob& job) const;

  const std::filesystem::path folder_;
  const TicketSettings settings_;
  const Languages& languages_;
  ui::Fonts& fonts_;
  const Done done_;
};

/// Black dots on white.
Result<> save_png(const Raster& raster, const std::filesystem::path& file);

}  // namespace vestibule::kiosk
