#pragma once
// Recordings as they were published, read line by line.

#include <optional>
#include <string>
#include <vector>

namespace vestibule::replay {

/// The folder a variable names; none: it says so, and the test is over.
std::optional<std::string> folder(const char* variable);

/// One second of a monitor's numerics; none where the recording has none.
struct Second {
  std::optional<double> hr, pulse, resp, spo2;
};
struct Stay {
  std::string name;
  std::vector<Second> seconds;
};
std::vector<Stay> bidmc(const std::string& folder);

/// One line of a chart: minutes since admission, what, how much, as written.
struct Charted {
  int minute = 0;
  std::string parameter;
  double value = 0;
};
struct Patient {
  std::string record;
  std::vector<Charted> lines;
};
std::vector<Patient> physionet2012(const std::string& folder);

}  // namespace vestibule::replay
