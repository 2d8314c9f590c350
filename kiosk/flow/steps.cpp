#include "steps.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace vestibule::kiosk {
namespace {

/// "service.blood" with prefix "service." is "blood".
std::optional<std::string> after(std::string_view prefix, std::string_view choice) {
  if (!choice.starts_with(prefix)) return std::nullopt;
  return std::string(choice.substr(prefix.size()));
}

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

  bool answer(Visit& visit, const queue::Menu& menu, std::string_view choice) const override {
    const auto tag = after("language.", choice);
    const auto tags = offered(menu);
    if (!tag || std::find(tags.begin(), tags.end(), *tag) == tags.end()) return false;
    visit.language = *tag;
    return true;
  }

  void forget(Visit& visit) const override { visit = {}; }

 private:
  std::vector<std::string> offered(const queue::Menu& menu) const { return offered_languages(known_, menu.languages); }

  std::vector<std::string> known_;
};

class ServiceStep : public Step {
 public:
  bool open(const Visit& visit, const queue::Menu& menu) const override { return !chosen_service(visit, menu); }

  Page page(const Visit&, const queue::Menu& menu) const override {
    Page page;
    page.kind = PageKind::service;
    page.title = key("service_title");
    for (const auto& service : menu.services) page.choices.push_back(choice(service));
    return page;
  }

  bool answer(Visit& visit, const queue::Menu& menu, std::string_view choice) const override {
    const auto id = after("service.", choice);
    if (!id) return false;
    visit.service = queue::ServiceId{*id};
    return chosen_service(visit, menu) != nullptr;
  }

  void forget(Visit& visit) const override {
    visit.service.reset();
    visit.urgency.reset();
  }

 private:
  static Choice choice(const queue::MenuService& service) {
    Choice choice{"service." + service.service.text(), of_site(service.name), {}, service.letter, Look::plain};
    if (!service.open) {
      choice.look = Look::shut;
      choice.details.push_back(key("service_closed"));
      return choice;
    }
    choice.details.push_back(service.waiting ? key("service_waiting").counting(service.waiting) : key("service_nobody"));
    if (service.wait)
      choice.details.push_back(key("service_wait").with("low", service.wait->low).with("high", service.wait->high));
    return choice;
  }
};

/// Not a question: it says that the service chosen takes nobody now, and leaves only the way back.
class ClosedNotice : public Step {
 public:
  bool open(const Visit& visit, const queue::Menu& menu) const override {
    const auto* service = chosen_service(visit, menu);
    return service && !service->open;
  }
  Page page(const Visit& visit, const queue::Menu& menu) const override {
    Page page;
    page.kind = PageKind::closed;
    page.title = key("closed_title").with("service", chosen_service(visit, menu)->name);
    page.text = {key("closed_text")};
    return page;
  }
  bool answer(Visit&, const queue::Menu&, std::string_view) const override { return false; }
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

  bool answer(Visit& visit, const queue::Menu& menu, std::string_view choice) const override {
    const auto& answers = chosen_service(visit, menu)->urgency;
    for (std::size_t i = 0; i < answers.size(); ++i)
      if (name(i, answers[i]) == choice) visit.urgency = answers[i];
    return visit.urgency.has_value();
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

std::vector<std::unique_ptr<Step>> steps(std::vector<std::string> languages) {
  std::vector<std::unique_ptr<Step>> steps;
  steps.push_back(std::make_unique<LanguageStep>(std::move(languages)));
  steps.push_back(std::make_unique<ServiceStep>());
  steps.push_back(std::make_unique<ClosedNotice>());
  steps.push_back(std::make_unique<UrgencyStep>());
  return steps;
}

}  // namespace vestibule::kiosk
