#pragma once
// The kiosk's pages on a screen of the toolkit; a window shows it, a test looks at it.

#include <memory>

#include <vestibule/ui/screen.hpp>

#include "face.hpp"

namespace vestibule::kiosk {

/// Owner's loop thread only.
class PageScreen {
 public:
  /// `touched` is Flow::touch. Screen and languages must outlive this.
  PageScreen(ui::Screen& screen, const Languages& languages, double shorter_side_mm, std::function<void(const Touch&)> touched);
  ~PageScreen();

  /// The themes of pages; without this it is the screen's, for both.
  void set_themes(ui::Theme usual, ui::Theme contrast);

  /// Where each finger has left the glass, as shares of it, from 0 to 1.
  void on_finger(std::function<void(double x, double y)> handler) { on_finger_ = std::move(handler); }

  /// Shows the page; what has not changed is not painted again.
  void show(const Page& page);

  struct Place {
    std::string name;
    ui::Rect area;  ///< pixels of the screen
  };
  /// What can be touched now, as laid out by the last update of the screen.
  std::vector<Place> targets() const;
  /// The choice that this view stands for; empty if none.
  std::string name_of(const ui::View& view) const;
  /// The view of a choice; null if there is none now.
  ui::View* view_of(const std::string& name) const;

 private:
  void build();
  bool arrange(bool details);
  void put(const Arrangement& arrangement, int part);
  std::size_t faults(const Arrangement& arrangement);
  void pressed(const std::string& choice);

  ui::Screen& screen_;
  const Languages& languages_;
  const double shorter_side_mm_;
  const std::function<void(const Touch&)> touched_;
  ui::Theme usual_, contrast_;
  std::function<void(double, double)> on_finger_;
  std::unique_ptr<Face> face_;
  Arrangement arrangement_;
  int part_ = 0;  ///< of the choices, where they do not all fit
  Page page_;
  ui::Size size_;
};

}  // namespace vestibule::kiosk
