#pragma once
// Taking out of an answer what somebody is not to see.

#include <vestibule/policy.hpp>

namespace vestibule::core {

/// Takes `fields` out of an answer. A path that leads nowhere takes nothing.
void hide(json::value& answer, const Fields& fields);

}  // namespace vestibule::core
