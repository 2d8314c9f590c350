// What a service tells and asks before it gives a number, and what a patient may want us to know.

#include <algorithm>

#include "steps.hpp"

namespace vestibule::kiosk {
namespace {

using queue::Need;

Choice go_on() { return {"go_on", key("action_go_on"), {}, {}, Look::main}; }

class InfoStep : public Step {
 public:
  bool open(const Visit& visit, const queue::Menu& menu) const override {
    const auto* service = chosen_service(visit, menu);
    return service && !service->info.empty() && !visit.informed && !visit.urgent();
  }
  Page page(const Visit& visit, const queue::Menu& menu) const override {
    Page page;
    page.kind = PageKind::info;
    page.title = of_site(chosen_service(visit, menu)->name);
    page.text = {of_site(chosen_service(visit, menu)->info)};
    page.actions = {go_on()};
    return page;
  }
  Answer answer(Visit& visit, const queue::Menu&, std::string_view choice) const override {
    visit.informed = choice == "go_on";
    return visit.informed ? Answer::moves : Answer::none;
  }
  void forget(Visit& visit) const override { visit.informed = false; }
};

/// "About 40 to 60 minutes, 23 people. Take a number?" Nobody who said that it is urgent is asked.
class LongQueueStep : public Step {
 public:
  bool open(const Visit& visit, const queue::Menu& menu) const override {
    const auto* service = chosen_service(visit, menu);
    return service && service->long_queue.value_or(false) && !visit.accepts_wait && !visit.urgent();
  }
  Page page(const Visit& visit, const queue::Menu& menu) const override {
    const auto& service = *chosen_service(visit, menu);
    Page page;
    page.kind = PageKind::question;
    page.title = key("long_title");
    page.text = {key("service_waiting").counting(service.waiting)};
    if (service.wait) page.text.push_back(key("token_wait").ranging(service.wait->low, service.wait->high));
    page.choices = {{"take", key("long_take"), {}, {}, Look::main}, {"again", key("long_leave"), {}, {}, Look::plain}};
    return page;
  }
  Answer answer(Visit& visit, const queue::Menu&, std::string_view choice) const override {
    visit.accepts_wait = choice == "take";
    return visit.accepts_wait ? Answer::moves : Answer::none;
  }
  void forget(Visit& visit) const override { visit.accepts_wait = false; }
};

/// An aside: opened by a quiet button, left by "go on".
class NeedsStep : public Step {
 public:
  bool open(const Visit& visit, const queue::Menu&) const override { return visit.asking_needs; }

  Page page(const Visit& visit, const queue::Menu&) const override {
    Page page;
    page.kind = PageKind::needs;
    page.title = key("needs_title");
    const auto add = [&](Need need, Saying label) {
      const bool ticked = has(visit, need);
      page.choices.push_back({name(need), std::move(label), {}, ticked ? "✓" : "", ticked ? Look::chosen : Look::plain});
    };
    add(Need::deaf, key("need_deaf"));
    add(Need::blind, key("need_blind"));
    add(Need::wheelchair, key("need_wheelchair"));
    add(Need::slow_walker, key("need_slow_walker"));
    add(Need::interpreter, key("need_interpreter"));
    add(Need::child_alone, key("need_child_alone"));
    page.actions = {go_on()};
    return page;
  }

  Answer answer(Visit& visit, const queue::Menu&, std::string_view choice) const override {
    if (choice == "go_on") {
      visit.asking_needs = false;
      return Answer::returns;
    }
    for (const Need need : {Need::deaf, Need::blind, Need::wheelchair, Need::slow_walker, Need::interpreter, Need::child_alone}) {
      if (choice != name(need)) continue;
      if (has(visit, need)) std::erase(visit.needs, need);
      else visit.needs.push_back(need);
      return Answer::stays;
    }
    return Answer::none;
  }

  void forget(Visit& visit) const override { visit.asking_needs = false; }

 private:
  static bool has(const Visit& visit, Need need) { return std::find(visit.needs.begin(), visit.needs.end(), need) != visit.needs.end(); }
  static std::string name(Need need) { return std::string("need.") + boost::describe::enum_to_string(need, "?"); }
};

}  // namespace

void add_visit_steps(Steps& steps) {
  steps.push_back(std::make_unique<InfoStep>());
  steps.push_back(std::make_unique<LongQueueStep>());
}

std::unique_ptr<Step> needs_step() { return std::make_unique<NeedsStep>(); }

Saying weekday(int number) {
  switch (number) {
    case 1: return key("weekday_1");
    case 2: return key("weekday_2");
    case 3: return key("weekday_3");
    case 4: return key("weekday_4");
    case 5: return key("weekday_5");
    case 6: return key("weekday_6");
    default: return key("weekday_7");
  }
}

Saying opens(const queue::When& when) {
  if (when.in_days == 0) return key("opens_today").with("time", when.time);
  if (when.in_days == 1) return key("opens_tomorrow").with("time", when.time);
  return key("opens_on").saying("weekday", weekday(when.weekday)).with("time", when.time);
}

}  // namespace vestibule::kiosk
