#pragma once
// The kiosk seen from a distance: it does what staff order, and hands in pictures of itself.

#include <functional>
#include <optional>

#include <vestibule/log.hpp>
#include <vestibule/queue_screens_wire.hpp>
#include <vestibule/ui/screen.hpp>

#include "flow/outside.hpp"
#include "flow/page.hpp"
#include "offline/disk.hpp"

namespace vestibule::kiosk {

/// Owner's loop only; all must outlive it.
class Remote {
 public:
  /// `reload` begins the program anew: settings, menu and languages are read again.
  Remote(Line& line, Disk& disk, ui::Screen& screen, Log& log, std::function<void()> reload);

  /// What staff last wanted, as this disk knows it: switched off and on, a locked kiosk stays locked.
  const queue::DeviceOrders& orders() const { return orders_; }
  /// True if they were new; then orders() holds them.
  bool hear(const json::value& body);
  /// The page shown now: takes the picture that was asked for once it shows nothing confidential, and begins anew once nobody is there.
  void look(const Page& page);

 private:
  void hand_in_picture();

  Line& line_;
  Disk& disk_;
  ui::Screen& screen_;
  Log& log_;
  const std::function<void()> reload_;
  queue::DeviceOrders orders_;
  bool heard_ = false;     ///< since the program began, when everything had just been read
  bool to_reload_ = false;
  int handed_in_ = 0;      ///< the last picture
};

}  // namespace vestibule::kiosk
