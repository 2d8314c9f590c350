#pragma once
// The tester tested: where the simulation may plant a bug that it must find, and which rare paths it must have been on. In a
// shipped build both macros are nothing; tests/simulation compiles the sources that include this a second time with
// VESTIBULE_TRIAL and links them in place of the shipped ones.

#ifdef VESTIBULE_TRIAL

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace vestibule::trial {

struct Trial {
  std::string planted;                           ///< the bug of this run; empty: none
  std::map<std::string, int, std::less<>> paths;  ///< how often each rare path was taken
};

inline Trial& trial() {
  static Trial only;
  return only;
}

}  // namespace vestibule::trial

/// Whether this bug is planted. The name says what is wrong with the code where it stands.
#define VESTIBULE_PLANTED(bug) (::vestibule::trial::trial().planted == (bug))
/// This path is rarely taken, and the simulation must take it.
#define VESTIBULE_RARE(path) static_cast<void>(++::vestibule::trial::trial().paths[path])

#else

#define VESTIBULE_PLANTED(bug) false
#define VESTIBULE_RARE(path) static_cast<void>(0)

#endif
