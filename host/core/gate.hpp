#pragma once
// Where the host asks the policy, and what it does with the answer.

#include <memory>
#include <string>

#include "directory.hpp"
#include "vestibule/commands.hpp"
#include "vestibule/policy.hpp"

namespace vestibule::core {

/// What was found of one wish. Without a policy nothing is asked: allowed, about nobody, nothing hidden.
struct Judged {
  Result<> allowed;
  std::string subject;                   ///< whom it is about, for the journal; empty: nobody in particular
  std::shared_ptr<const Fields> hidden;  ///< of the answer; null: nothing
};

/// Loop thread only.
class Gate {
 public:
  Gate(const Directory& directory, Guests& guests) : directory_(directory), guests_(guests) {}

  /// Whether a plugin decides who may do what, or would if it were in service.
  bool kept() const;
  /// The plugin that decides; empty if there is none.
  std::string keeper() const;
  /// The plugin that decided when this database was open last is out of service and has not even offered to: nobody may do anything.
  void lock(std::string why) { locked_ = std::move(why); }
  /// `denied` with the policy's reason, `unavailable` if the policy's plugin is out of service (then the operator may do all, and
  /// nobody else anything), or what finding the subject gave.
  /// `guest` is whose command or query it is; null for the host's own.
  Judged judge(const Actor& actor, Guest* guest, const CommandShape& shape, const json::value& request);
  /// The same for what is no command or query.
  Judged judge(const Actor& actor, std::string_view name, std::string_view permission);

 private:
  bool unasked(const Actor& actor) const;
  void ask(Judged& judged, const Wish& wish);

  const Directory& directory_;
  Guests& guests_;
  std::string locked_;
};

}  // namespace vestibule::core
