#pragma once
// One page as views.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <vestibule/ui/widgets.hpp>

#include "arrangement.hpp"
#include "bottom.hpp"
#include "card.hpp"
#include "flow/page.hpp"
#include "locale/languages.hpp"
#include "setup.hpp"

namespace vestibule::kiosk {

/// Something to touch, where it stands.
struct Target {
  std::string name;
  ui::View* view = nullptr;
};

/// Which of a page's choices are set out, and how.
struct Part {
  Arrangement arrangement;
  int number = 0;  ///< from 0
};

/// Builds the views of a page, and keeps those in mind whose words follow the page when it changes in place.
class Face {
 public:
  using Touched = std::function<void(const std::string& choice)>;

  /// `languages` and what `touched` needs must outlive the views.
  Face(const Setup& setup, const Languages& languages, const Page& page, Part part, Touched touched);

  /// Made once; the caller shows it on its screen.
  std::unique_ptr<ui::View> build();

  /// Whether this face can become the other page by follow() alone.
  bool suits(const Page& page) const;
  void follow(const Page& page);
  const std::vector<Target>& targets() const { return targets_; }
  const Page& page() const { return page_; }

 private:
  /// Which words of a page a label shows.
  using Which = std::function<Saying(const Page&)>;

  void build_page(ui::Column& page);
  void build_title(ui::Column& body);
  void build_chorus(ui::Column& body);
  bool crowd() const;
  void build_token(ui::Column& body);
  void build_number(ui::Column& panel);
  void build_code(ui::Column& panel, ui::Column& beside);
  void build_paper(ui::Column& beside);
  void build_answers(ui::Column& body);
  void build_choices(ui::Column& body);
  void build_veil(ui::View& root);
  void build_field(ui::Column& body);
  void build_keys(ui::Column& body);
  void key_card(ui::View& row, std::size_t index, ui::Length width, std::size_t in_row);
  void notice_banner(ui::Column& page);
  void staff_banner(ui::Column& page);
  void header(ui::Column& page);
  void footer(ui::Column& page);
  void choice_card(ui::View& parent, std::size_t index, ui::Length width);
  void more_card(ui::View& parent);
  void emblem(ui::View& parent, const Choice& choice, ui::Length side);
  Card& bar_button(ui::View& parent, const Choice& choice, ui::Length padding);
  ui::Tone bar_ink(const Choice& choice) const;
  void action_button(ui::View& parent, std::size_t index);
  void tool_button(ui::View& parent, std::size_t index);
  ui::Length gap_in_line() const;  ///< the least between two things to touch
  ui::Length around(ui::Length usual) const { return page_.manner.large ? 0.55 * usual : usual; }  ///< large text takes its room from what is empty
  void banner(ui::View& parent, ui::Tone fill, ui::Tone ink, const Which& which, ui::TextSize size);
  void fact(ui::View& parent, const Which& which);

  /// In the page's language; before one is chosen, one beneath the other in each, or in the site's own if there are many.
  void said(ui::View& parent, const Which& which, ui::TextStyle style);
  ui::Label& label(ui::View& parent, const Which& which, ui::TextStyle style, const std::string& tag);
  std::function<void()> touching(const std::string& name) const;

  const Setup setup_;
  const Languages& languages_;
  Page page_;
  const Part part_;
  const Bottom bottom_;
  const Touched touched_;
  ui::View* veil_ = nullptr;
  struct Follower {
    ui::Label* label;
    std::function<std::string(const Page&)> text;
  };
  std::vector<Follower> followers_;
  std::vector<Target> targets_;
};

}  // namespace vestibule::kiosk
