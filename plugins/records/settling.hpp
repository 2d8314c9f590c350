#pragma once
// Visits end when that is over which they are linked to: nobody has to close them, and care does not go on for ever.

#include <set>

#include "archive.hpp"

namespace vestibule::records {

class Settler {
 public:
  explicit Settler(Archive& archive);
  void add_commands();

 private:
  void look();
  Result<VisitWritten> settle(Act& act, const SettleVisit& request);

  Archive& archive_;
  std::set<VisitId> over_;  ///< at the last look
  Timer timer_;
};

}  // namespace vestibule::records
