#pragma once
// Whether this machine can call patients by voice.

#include <string>

namespace vestibule::cli {

struct SoundState {
  bool good = false;
  std::string what;
  std::string advice;
};

SoundState check_sound_and_voices();

}  // namespace vestibule::cli
