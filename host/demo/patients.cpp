#include "patients.hpp"

#include <vestibule/queue_wire.hpp>

namespace vestibule::demo {

Patients::Patients(std::unique_ptr<Staff> staff, Loop& loop, Notes& notes)
    : loop_(loop), notes_(notes), staff_(std::move(staff)) {}

void Patients::come(const std::string& service, const std::string& language, std::optional<std::string> priority) {
  queue::IssueToken wish;
  wish.service = queue::ServiceId{service};
  wish.language = language;
  if (priority) wish.reason = "asked at the reception";
  wish.priority = std::move(priority);
  const auto begun = loop_.clock().steady();
  staff_->send<queue::IssuedToken>(
      wire::Verb::do_, "queue.issue_token", wish,
      [this, service, language, begun](const Result<queue::IssuedToken>& token) {
        if (token)
          notes_.told.push_back({token->number, service, language, "reception", loop_.clock().steady() - begun});
        else
          notes_.refused.push_back(fmt::format("a number for {}: {}", service, token.error().message));
      });
}

}  // namespace vestibule::demo
