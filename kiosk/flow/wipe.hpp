#pragma once
// Forgetting: assigning an empty value leaves short texts standing where they stood.

#include <string.h>

#include <memory>

namespace vestibule::kiosk {

/// Destroys the value, writes over the place it had, and makes an empty one there. What it had on the heap is written over as it
/// is freed (M_PERTURB, see program/main.cpp).
template <class T>
void wipe(T& value) {
  std::destroy_at(&value);
  ::explicit_bzero(static_cast<void*>(&value), sizeof value);
  std::construct_at(&value);
}

}  // namespace vestibule::kiosk
