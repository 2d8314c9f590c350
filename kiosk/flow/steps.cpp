#include "steps.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace vestibule::kiosk {
namespace {

class LanguageStep : public Step {
 public:
  explicit LanguageStep(std::vector<std::string> known) : known_(std::move(known)) {}

  bool open(const Visit& visit, const queue::Menu&) const override { return visit.language.empty(); }

  Page page(const Visit&, const queue::Menu& menu) const override {
    Page page;
    page.kind = PageKind::language;
    page.title = key("language_title");
    for (const auto& tag : offered(menu)) page.choices.push_back({"language." + tag, name_of_language(tag), {}, {}, Look::plain});
    return page;
  }

  Answer answer(Visit& visit, const queue::Menu& menu, std::string_view choice) const override {
    const auto tag = after("language.", choice);
    const auto tags = offered(menu);
    if (!tag || std::find(tags.begin(), tags.end(), *tag) == tags.end()) return Answer::none;
    visit.language = *tag;
    return Answer::moves;
  }

  void forget(Visit& visit) const override { visit = {}; }

 private:
  std::vector<std::string> offered(const queue::Menu& menu) const { return offered_languages(known_, menu.languages); }

  std::vector<std::string> known_;
};

/// The tree of services, one page for each depth: so the way back goes up one group at a time.
class ServiceStep : public Step {
 public:
  explicit ServiceStep(std::size_t depth) : depth_(depth) {}

  bool open(const Visit& visit, const queue::Menu& menu) const override {
    return visit.errand == Errand::number && !chosen_service(visit, menu) && depth(visit, menu) == depth_;
  }

  Page page(const Visit& visit, const queue::Menu& menu) const override {
    Page page;
    page.kind = PageKind::service;
    const auto here = group(visit);
    page.title = key("service_title");
    for (const auto& one : menu.groups)
      if (here && one.group == *here) page.title = of_site(one.name);
    for (const auto& service : menu.services)
      if (service.group == here) page.choices.push_back(choice(service));
    // What fewer people come for stands one touch deeper, and below.
    for (const auto& one : menu.groups)
      if (one.parent == here) page.choices.push_back({"group." + one.group, of_site(one.name), {}, {}, Look::plain});
    if (depth_ == 0) {
      if (menu.appointments.value_or(false)) page.choices.push_back({"appointment", key("choice_appointment"), {}, {}, Look::plain});
      page.choices.push_back({"ticket", key("choice_ticket"), {}, {}, Look::plain});
      page.actions.push_back({"needs", visit.needs.empty() ? key("action_needs") : key("action_needs_noted"), {}, {}, Look::quiet});
    }
    return page;
  }

  Answer answer(Visit& visit, const queue::Menu& menu, std::string_view choice) const override {
    visit.path.resize(depth_);
    if (const auto id = after("group.", choice)) {
      visit.path.push_back(*id);
      return depth(visit, menu) == depth_ + 1 ? Answer::moves : Answer::none;
    }
    if (choice == "needs") visit.asking_needs = true;
    else if (choice == "appointment") visit.errand = Errand::appointment;
    else if (choice == "ticket") visit.errand = Errand::ticket;
    else if (const auto id = after("service.", choice)) visit.service = queue::ServiceId{*id};
    else return Answer::none;
    return visit.service && !chosen_service(visit, menu) ? Answer::none : Answer::moves;
  }

  void forget(Visit& visit) const override {
    visit.path.resize(std::min(visit.path.size(), depth_));
    visit.service.reset();
    visit.urgency.reset();
    visit.asking_needs = false;
    visit.errand = Errand::number;
    visit.forget_code();
  }

 private:
  std::optional<std::string> group(const Visit& visit) const {
    return depth_ ? std::optional{visit.path[depth_ - 1]} : std::nullopt;
  }

  /// How far the path leads in the present menu, which may have lost a group meanwhile.
  static std::size_t depth(const Visit& visit, const queue::Menu& menu) {
    std::size_t depth = 0;
    for (std::optional<std::string> above; depth < visit.path.size(); above = visit.path[depth++]) {
      const auto here = std::find_if(menu.groups.begin(), menu.groups.end(), [&](const queue::MenuGroup& one) {
        return one.group == visit.path[depth] && one.parent == above;
      });
      if (here == menu.groups.end()) break;
    }
    return depth;
  }

  static Choice choice(const queue::MenuService& service) {
    Choice choice{"service." + service.service.text(), of_site(service.name), {}, service.letter, Look::plain};
    if (!service.open) {
      choice.look = Look::shut;
      const bool full = service.closed && service.closed->because == queue::ClosedBecause::full;
      choice.details.push_back(full ? key("service_full") : key("service_closed"));
      if (service.closed && service.closed->opens) choice.details.push_back(opens(*service.closed->opens));
      return choice;
    }
    choice.details.push_back(service.waiting ? key("service_waiting").counting(service.waiting) : key("service_nobody"));
    if (service.wait)
      choice.details.push_back(key("service_wait").ranging(service.wait->low, service.wait->high));
    return choice;
  }

  const std::size_t depth_;
};

/// Not a question: it says that the service chosen takes nobody now, and leaves only the way back.
class ClosedNotice : public Step {
 public:
  bool open(const Visit& visit, const queue::Menu& menu) const override {
    const auto* service = chosen_service(visit, menu);
    return service && !service->open;
  }
  Page page(const Visit& visit, const queue::Menu& menu) const override { return closed_page(*chosen_service(visit, menu)); }
  Answer answer(Visit&, const queue::Menu&, std::string_view) const override { return Answer::none; }
  void forget(Visit&) const override {}
};

class UrgencyStep : public Step {
 public:
  bool open(const Visit& visit, const queue::Menu& menu) const override {
    const auto* service = chosen_service(visit, menu);
    return service && !service->urgency.empty() && !visit.urgency;
  }

  Page page(const Visit& visit, const queue::Menu& menu) const override {
    Page page;
    page.kind = PageKind::urgency;
    page.title = key("urgency_title");
    const auto& answers = chosen_service(visit, menu)->urgency;
    for (std::size_t i = 0; i < answers.size(); ++i)
      page.choices.push_back(
          {name(i, answers[i]), of_site(answers[i].text), {}, {}, answers[i].urgent ? Look::urgent : Look::plain});
    return page;
  }

  Answer answer(Visit& visit, const queue::Menu& menu, std::string_view choice) const override {
    const auto& answers = chosen_service(visit, menu)->urgency;
    for (std::size_t i = 0; i < answers.size(); ++i)
      if (name(i, answers[i]) == choice) visit.urgency = answers[i];
    return visit.urgency ? Answer::moves : Answer::none;
  }

  void forget(Visit& visit) const override { visit.urgency.reset(); }

 private:
  /// Two answers may ask for the same class, so the place in the list is part of the name.
  static std::string name(std::size_t place, const queue::UrgencyChoice& answer) {
    return fmt::format("urgency.{}.{}", place, answer.priority);
  }
};

}  // namespace

std::vector<std::string> offered_languages(const std::vector<std::string>& known, const std::vector<std::string>& wanted) {
  std::vector<std::string> tags;
  for (const auto& tag : wanted)
    if (std::find(known.begin(), known.end(), tag) != known.end()) tags.push_back(tag);
  return tags.empty() ? known : tags;
}

std::optional<std::string> after(std::string_view prefix, std::string_view choice) {
  if (!choice.starts_with(prefix)) return std::nullopt;
  return std::string(choice.substr(prefix.size()));
}

Page closed_page(const queue::MenuService& service) {
  Page page;
  page.kind = PageKind::closed;
  const bool full = service.closed && service.closed->because == queue::ClosedBecause::full;
  page.title = (full ? key("full_title") : key("closed_title")).with("service", service.name);
  if (service.closed && service.closed->opens) page.text.push_back(opens(*service.closed->opens));
  page.text.push_back(key("closed_text"));
  return page;
}

Steps steps(std::vector<std::string> languages, const Keyboards& keyboards) {
  constexpr std::size_t deepest = 3;  // groups within groups; the hospital file goes no deeper
  Steps steps;
  steps.push_back(std::make_unique<LanguageStep>(std::move(languages)));
  steps.push_back(needs_step());
  add_code_steps(steps, keyboards);
  for (std::size_t depth = 0; depth <= deepest; ++depth) steps.push_back(std::make_unique<ServiceStep>(depth));
  steps.push_back(std::make_unique<ClosedNotice>());
  steps.push_back(std::make_unique<UrgencyStep>());
  add_visit_steps(steps);
  add_entry_steps(steps, keyboards);
  return steps;
}

}  // namespace vestibule::kiosk
