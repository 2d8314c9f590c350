// The flow without its host: what is given alone, what an earlier start left behind, and what may still be said.

#include <algorithm>

#include <vestibule/trial.hpp>

#include <vestibule/queue_desk_wire.hpp>

#include "flow.hpp"

namespace vestibule::kiosk {

/// What an earlier start had asked for and nobody has seen answered: an urgent one goes on until staff know it, any other until
/// it is known what became of it, and then it is cancelled. The patient who asked for it has no number.
void Flow::take_up_memory() {
  menu_ = offline_->menu();
  for (auto& wish : offline_->left_behind()) {
    VESTIBULE_RARE("wish_left_behind");
    wishes_.make(wish.id, wire::Verb::do_, "queue.issue_token", encode(wish.asked));
    if (!wish.urgent) wishes_.give_up(wish.id);
  }
}

bool Flow::alone() const {
  return able_alone() && silent_since_ && clock_.steady() - *silent_since_ >= settings_.alone_after;
}

/// A wish waits so long for its answer; if the host was silent before, so long since that silence began.
std::optional<Steady> Flow::alone_at() const {
  if (stage_ != Stage::asking_host || wanted_ != Wanted::token || !able_alone()) return std::nullopt;
  const Steady asked = stage_since_ + settings_.alone_after;
  return silent_since_ ? std::min(asked, std::max(stage_since_, *silent_since_ + settings_.alone_after)) : asked;
}

/// The wish is not sent any more, but the host may have heard it: the number is handed in with the token's id that stands in
/// both, so that the host has one token whatever it had heard.
void Flow::give_alone() {
  const auto* service = chosen_service(visit_, *menu_);
  if (!service) return;
  auto token = offline_->give(*visit_.asked, *service, visit_.wish);
  if (!token) return;  // the disk does not take it: only the host can give a number now
  wishes_.forget(visit_.wish);
  visit_.token = *std::move(token);
  visit_.alone = true;
  print();
}

/// The patient has left without this token: it must not be called. Until the host has confirmed that, the wish stays on the disk.
void Flow::cancel_unwanted(const std::string& id, const queue::IssuedToken& token) {
  wishes_.make(offline_ ? "x" + id : new_id(), wire::Verb::do_, "queue.cancel",
               encode(queue::Cancel{token.token, "left the kiosk before the token came", std::nullopt}));
}

/// How many wait was true when the host last said it.
void Flow::forget_counts(Page& page) const {
  for (auto& choice : page.choices)
    std::erase_if(choice.details, [](const Saying& saying) {
      return saying.key == "service_waiting" || saying.key == "service_nobody" || saying.key == "service_wait";
    });
}

void Flow::call_operator() {
  if (!operator_) return;
  leave();
  operator_->call();
  last_touch_ = clock_.steady();
  show();
}

void Flow::touch_operator(const std::string& choice) { operator_->touch(choice, page_.language); }

}  // namespace vestibule::kiosk
