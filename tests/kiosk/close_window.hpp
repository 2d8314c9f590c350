#pragma once
// What the cross in a window's corner, or Alt+F4 where something listens to it, asks of a program.

#include <string>

namespace vestibule::kiosk::test {

/// Asks the window to close, as a window manager does (WM_DELETE_WINDOW). False if the display cannot be reached.
bool ask_to_close(const std::string& display, unsigned long window);

}  // namespace vestibule::kiosk::test
