#pragma once
// What real monitors have shown, second by second, from files that stay where they are: tables with a first line of names, such as
// "Time [s], HR, PULSE, RESP, SpO2". A drop-out ("NaN" or nothing) becomes a sensor fault, a column that is not there is not measured.

#include <filesystem>
#include <vector>

#include "source.hpp"
#include "vestibule/result.hpp"

namespace vestibule::monitors {

/// One row a second.
using Recorded = std::vector<Numerics>;

Result<Recorded> parse_recording(std::string_view csv, std::string_view name);
/// Every `*Numerics.csv` of a folder (or every .csv if there is none), by name; `not_found` says so clearly.
Result<std::vector<Recorded>> read_recordings(const std::filesystem::path& folder);

/// Plays one again and again.
class Replay final : public Source {
 public:
  explicit Replay(std::shared_ptr<const Recorded> recorded) : recorded_(std::move(recorded)) {}
  Numerics at(Duration since_start, Instant wall) override;

 private:
  std::shared_ptr<const Recorded> recorded_;
};

}  // namespace vestibule::monitors
