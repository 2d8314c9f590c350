#include "desk.hpp"

#include <vestibule/queue_desk_wire.hpp>

namespace vestibule::demo {
namespace {

using namespace std::chrono_literals;
constexpr Duration look_again = 700ms;  // nobody waits: how soon it asks again

}  // namespace

Desk::Desk(std::string name, Duration pace, std::unique_ptr<Staff> staff, Loop& loop, Notes& notes)
    : name_(std::move(name)), pace_(pace), loop_(loop), notes_(notes), staff_(std::move(staff)) {}

void Desk::after(Duration pause, std::function<void()> step) { timer_ = loop_.timers().after(pause, std::move(step)); }

/// Carries out a desk command, `then` goes on. What the host says against it is noted.
template <class Asked>
void Desk::act(const char* command, const Asked& asked, std::function<void()> then) {
  staff_->send<queue::DeskView>(
      wire::Verb::do_, command, asked,
      [this, command, then = std::move(then)](const Result<queue::DeskView>& view) {
        if (!view) notes_.refused.push_back(fmt::format("{} at {}: {}", command, name_, view.error().message));
        then();
      });
}

void Desk::open() {
  act("queue.open_desk", queue::OpenDesk{queue::DeskId{name_}}, [] {});
}

void Desk::work() {
  working_ = true;
  serving_ = pace_;
  if (!busy_) call();
}

void Desk::rest() {
  working_ = false;
  if (!busy_) timer_.stop();
}

void Desk::call_once(Duration serving) {
  serving_ = serving;
  call();
}

void Desk::call() {
  busy_ = true;
  staff_->send<queue::DeskView>(wire::Verb::do_, "queue.call_next", queue::CallNext{queue::DeskId{name_}},
                                [this](const Result<queue::DeskView>& view) {
                                  if (view && view->token) return invited(view->token->number);
                                  free();  // nobody waits
                                });
}

void Desk::invited(const std::string& number) {
  ++calls_;
  notes_.invited.push_back({number, name_});
  after(serving_ * 2 / 5, [this] {
    act("queue.start", queue::Start{queue::DeskId{name_}}, [this] {
      after(serving_ * 2 / 5, [this] {
        act("queue.finish", queue::Finish{queue::DeskId{name_}, {}}, [this] { after(serving_ / 5, [this] { free(); }); });
      });
    });
  });
}

void Desk::free() {
  busy_ = false;
  if (!working_) return;
  if (calls_ == called_before_)
    after(look_again, [this] { call(); });
  else
    call();
  called_before_ = calls_;
}

}  // namespace vestibule::demo
