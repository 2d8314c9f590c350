#include "guests.hpp"

#include <algorithm>

#include "store/errors.hpp"

namespace vestibule::core {

Guest& Guests::add(Guest guest) {
  guests_.push_back(std::move(guest));
  return guests_.back();
}

Guest* Guests::find(std::string_view name) {
  const auto found = std::find_if(guests_.begin(), guests_.end(), [&](const Guest& guest) { return guest.name() == name; });
  return found == guests_.end() ? nullptr : &*found;
}

Result<> Guests::admit(const Guest& guest) {
  if (guest.state == GuestState::enabled) return {};
  return fail(Code::unavailable, "{} is {}: {}", guest.name(), boost::describe::enum_to_string(guest.state, "?"), guest.reason);
}

Result<> Guests::enter(Guest& guest, const std::function<Result<>()>& code) {
  VESTIBULE_CHECK(admit(guest));
  const std::string outer = database_.enter(guest.name());
  breadcrumb_.set(guest.name());
  auto result = enter_unguarded(guest, code);
  breadcrumb_.set(outer);
  database_.enter(outer);
  return result;
}

Result<> Guests::enter_unguarded(Guest& guest, const std::function<Result<>()>& code) {
  try {
    return code();
  } catch (const std::exception& failure) {
    if (auto error = database_error(failure)) {
      log_.error("{}: database: {}", guest.name(), failure.what());
      return tl::unexpected(*std::move(error));
    }
    fault(guest, fmt::format("it threw '{}'", failure.what()));
  } catch (...) {
    fault(guest, "it threw something that is no std::exception");
  }
  return fail(Code::internal, "{} failed and was taken out of service: {}", guest.name(), guest.reason);
}

std::optional<std::string> Guests::enter_elsewhere(const Guest& guest, const std::function<void()>& code) const {
  breadcrumb_.set(guest.name());
  std::optional<std::string> thrown;
  try {
    code();
  } catch (const std::exception& failure) {
    thrown = failure.what();
  } catch (...) {
    thrown = "something that is no std::exception";
  }
  breadcrumb_.set({});
  return thrown;
}

void Guests::fault(Guest& guest, const std::string& reason) {
  if (guest.state != GuestState::enabled) return;
  guest.state = GuestState::faulted;
  guest.reason = reason;
  log_.error("plugin {} is faulted: {}", guest.name(), reason);
  for (auto& other : guests_) {
    const auto& needs = other.description.needs;
    if (std::find(needs.begin(), needs.end(), guest.name()) != needs.end())
      fault(other, fmt::format("it needs {}, which is faulted", guest.name()));
  }
}

}  // namespace vestibule::core
