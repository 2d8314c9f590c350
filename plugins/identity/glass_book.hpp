#pragma once
// Break-glass: one person may see one subject for half an hour, and somebody will ask why.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <vestibule/clock.hpp>
#include <vestibule/identity_wire.hpp>

namespace vestibule::identity {

constexpr Duration glass_lasts = std::chrono::minutes{30};
/// A password must have been shown so short a time ago.
constexpr Duration glass_needs_proof_within = std::chrono::minutes{2};

struct Glass {
  std::string id;
  std::string person;
  std::string subject;
  GlassReason reason = GlassReason::emergency;
  std::string note;
  Instant at{};
  bool ended = false;
  std::string verdict;  ///< empty: not reviewed
  std::string reviewed_by;
  Steady until;  ///< by the steady clock of this run; after a restart none is open any more
};

/// Those that are open or wait for a review. Reviewed ones are in the table only.
class GlassBook {
 public:
  void put(Glass glass);
  void end(const std::string& id);
  /// What this person has broken and may still look through; null if nothing.
  const Glass* open_of(std::string_view person, Steady now) const;
  const Glass* find(std::string_view id) const;
  const std::map<std::string, Glass, std::less<>>& all() const { return by_id_; }
  /// Those to be forgotten as open, though not as unreviewed.
  std::vector<std::string> over(Steady now) const;
  int to_review() const;

 private:
  std::map<std::string, Glass, std::less<>> by_id_;
};

}  // namespace vestibule::identity
