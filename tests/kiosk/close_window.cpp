#include "close_window.hpp"

#include <X11/Xlib.h>

namespace vestibule::kiosk::test {

bool ask_to_close(const std::string& name, unsigned long window) {
  Display* const display = XOpenDisplay(name.c_str());
  if (!display) return false;
  XEvent event{};
  event.xclient.type = ClientMessage;
  event.xclient.window = window;
  event.xclient.message_type = XInternAtom(display, "WM_PROTOCOLS", False);
  event.xclient.format = 32;
  event.xclient.data.l[0] = static_cast<long>(XInternAtom(display, "WM_DELETE_WINDOW", False));
  const bool sent = XSendEvent(display, window, False, NoEventMask, &event) != 0;
  XSync(display, False);
  XCloseDisplay(display);
  return sent;
}

}  // namespace vestibule::kiosk::test
