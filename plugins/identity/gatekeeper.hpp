#pragma once
// The one gate, answered: role, relation, policy.

#include <vestibule/policy.hpp>

#include "house.hpp"

namespace vestibule::identity {

class Gatekeeper final : public AccessPolicy {
 public:
  explicit Gatekeeper(House& house) : house_(house) {}
  Result<Grant> allow(const Wish& wish) override;

 private:
  House& house_;
};

}  // namespace vestibule::identity
