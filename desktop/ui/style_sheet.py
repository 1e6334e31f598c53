"""The style sheet of the windows, made from the colours and the zoom factor.

It names no font, so that the font of the application and its zoom are kept everywhere.
"""

from string import Template

from desktop.ui.tokens import Tokens

_SHEET = Template("""
QMainWindow, QDialog, QWidget#page { background: $window; }
QToolTip { background: $base; color: $text; border: 1px solid $border; padding: ${p4}px; }
QFrame#finder { background: $base; border: 2px solid $border; border-radius: 6px; }
QStatusBar { background: $raised; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QMenuBar { background: $raised; }
QMenuBar::item { padding: ${p4}px ${p10}px; background: transparent; }
QMenuBar::item:selected { background: $selected; }
QMenu { background: $base; border: 1px solid $border; padding: ${p4}px; }
QMenu::item { padding: ${p6}px ${p28}px ${p6}px ${p14}px; }
QMenu::item:selected { background: $selected; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: ${p4}px ${p8}px; }

QLineEdit, QPlainTextEdit, QTextBrowser, QComboBox, QListWidget, QTableView, QListView {
  background: $base; color: $text; border: 1px solid $border; border-radius: 4px;
  selection-background-color: $selected; selection-color: $text;
  placeholder-text-color: $secondary;
}
QLineEdit, QComboBox { padding: ${p4}px ${p8}px; min-height: ${p20}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextBrowser:focus, QComboBox:focus,
QListWidget:focus, QTableView:focus, QListView:focus { border: 2px solid $focus; }
QLineEdit:focus, QComboBox:focus { padding: ${p3}px ${p7}px; }
QPlainTextEdit, QTextBrowser, QListWidget, QTableView, QListView { padding: 1px; }
QPlainTextEdit:focus, QTextBrowser:focus, QListWidget:focus, QTableView:focus,
QListView:focus { padding: 0; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
  color: $disabled; background: $raised; border-color: $line; }
QLineEdit[fault="true"], QPlainTextEdit[fault="true"], QComboBox[fault="true"],
QListWidget[fault="true"] { border: 2px solid $error; }
QComboBox::drop-down { border: none; width: ${p24}px; }
QComboBox::down-arrow { image: url($arrow); width: ${p12}px; height: ${p12}px; }
QComboBox QAbstractItemView { background: $base; border: 1px solid $border; outline: none; }

QPushButton, QToolButton {
  background: $base; color: $text; border: 1px solid $border; border-radius: 4px;
  padding: ${p5}px ${p12}px; min-height: ${p16}px; icon-size: ${i20}px;
}
QToolButton { padding: ${p5}px ${p6}px; min-width: ${p16}px; icon-size: ${i16}px; }
QPushButton:hover, QToolButton:hover { background: $raised; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: $selected; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; border-color: $line;
  background: transparent; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; padding: ${p4}px ${p11}px; }
QToolButton:focus { padding: ${p4}px ${p5}px; }
QPushButton[primary="true"] { background: $action; color: $on_action; border-color: $action;
  font-weight: 600; }
QPushButton[primary="true"]:hover { background: $action_hover; }
QPushButton[primary="true"]:focus { border: 2px solid $focus; }
QPushButton[primary="true"]:disabled { background: $raised; color: $disabled;
  border-color: $line; }
QPushButton[quiet="true"], QToolButton[quiet="true"] { background: transparent; border-color:
  transparent; color: $action; }
QPushButton[quiet="true"]:hover, QToolButton[quiet="true"]:hover { background: $raised; }
QPushButton[quiet="true"]:focus, QToolButton[quiet="true"]:focus { border: 2px solid $focus; }
QPushButton[compact="true"], QToolButton[compact="true"] { padding: ${p3}px ${p8}px; }
QPushButton[compact="true"]:focus, QToolButton[compact="true"]:focus {
  padding: ${p2}px ${p7}px; }
QPushButton[quiet="true"]:disabled, QToolButton[quiet="true"]:disabled { color: $disabled; }
QPushButton[fold="true"] { text-align: left; font-weight: 600; }

QRadioButton, QCheckBox { spacing: ${p6}px; min-height: ${p24}px; padding: 1px ${p4}px;
  border: 2px solid transparent; border-radius: 4px; }
QRadioButton:focus, QCheckBox:focus { border: 2px solid $focus; }

QRadioButton::indicator, QCheckBox::indicator, QListView::indicator {
  width: ${p12}px; height: ${p12}px; border: 2px solid $border; background: $base; }
QRadioButton::indicator { border-radius: ${dot}px; }
QCheckBox::indicator, QListView::indicator { border-radius: 3px; }
QRadioButton::indicator:checked { border: ${p4}px solid $action; width: ${p8}px;
  height: ${p8}px; border-radius: ${ticked}px; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $action;
  border-color: $action; image: url($check); }

QListWidget#rail { background: $raised; border: none; border-right: 1px solid $line;
  border-radius: 0; padding: ${p6}px; outline: none; }
QListWidget#rail::item { padding: ${p5}px ${p8}px; border-radius: 4px; color: $text; }
QListWidget#rail::item:disabled { color: $secondary; font-weight: 600;
  padding: ${p12}px ${p8}px ${p2}px ${p8}px; }
QListWidget#rail::item:selected { background: $selected; color: $text; }
QListWidget#rail:focus { border: 2px solid $focus; padding: ${p4}px; }
QListWidget#rail::item:hover:!selected:enabled { background: $window; }

QListView#proposals::item { padding: ${p5}px ${p8}px; }
QListView#proposals::item:selected { background: $selected; color: $text; }
QListWidget#codes::item { padding: ${p3}px; }
QTableView::item { padding-left: ${p5}px; padding-right: ${p5}px; border: none; }
QTableView::item:selected { background: $selected; color: $text; }
QTableView[rows="true"] { outline: none; }
QTableView { gridline-color: $line; alternate-background-color: $window; }
QHeaderView { background: $raised; border: none; }
QHeaderView::section { background: $raised; color: $text; padding: ${p5}px ${p8}px;
  border: none; border-right: 1px solid $line; border-bottom: 1px solid $line;
  font-weight: 600; }
QTableView#markers QHeaderView::section { font-weight: 400; padding: ${p4}px; }
QTableView#markers::item { padding-left: ${p2}px; padding-right: ${p2}px; }
QTableView QTableCornerButton::section { background: $raised; border: none; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar::tab { background: transparent; color: $secondary; padding: ${p6}px ${p14}px;
  border: none; border-bottom: 3px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom: 3px solid $action; font-weight: 600; }
QTabBar::tab:focus { border: 2px solid $focus; }
QScrollArea, QScrollArea > QWidget > QWidget#scrolled { background: transparent; border: none; }
QSplitter::handle:horizontal { border-left: 1px solid $line; }
QSplitter::handle:vertical { border-top: 1px solid $line; }
QSplitter::handle:hover { background: $selected; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: ${p14}px; }
QScrollBar:horizontal { height: ${p14}px; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 3px; }
QScrollBar::handle:vertical { min-height: ${p28}px; }
QScrollBar::handle:horizontal { min-width: ${p28}px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $secondary; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { border: 1px solid $border; border-radius: 4px; background: $base;
  text-align: center; color: $text; min-height: ${p16}px; }
QProgressBar::chunk { background: $selected; }

QFrame#map { background: $base; border: 1px solid $border; border-radius: 4px; }
QFrame#map:focus { border: 2px solid $focus; }
QPushButton[segment="true"]:checked { background: $selected; border-bottom: 3px solid $action; }
QFrame#card { background: $base; border: 1px solid $line; border-radius: 8px; }
QFrame#top { background: $raised; border-bottom: 1px solid $line; }
QFrame[tone="info"] { background: $selected; border-radius: 4px; }
QFrame[tone="ok"] { background: $ok_ground; border-radius: 4px; }
QFrame[tone="attention"] { background: $attention_ground; border-radius: 4px; }
QFrame[tone="error"] { background: $error_ground; border-radius: 4px; }
QFrame[tone="ok"] QLabel { color: $ok; }
QFrame[tone="attention"] QLabel { color: $attention; }
QFrame[tone="error"] QLabel { color: $error; }
QLabel[role="title"] { font-weight: 600; font-size: ${big}pt; }
QLabel[role="section"] { font-weight: 600; color: $action; }
QLabel[role="field"] { font-weight: 600; }
QLabel[role="quiet"] { color: $secondary; }
QLabel[role="ok"] { color: $ok; }
QLabel[role="attention"] { color: $attention; }
QLabel[role="error"] { color: $error; }
QLabel[role="key"] { font-weight: 600; font-size: ${big}pt; background: $raised;
  border: 1px solid $border; border-radius: 4px; padding: ${p10}px; }
""")

_STEPS = (2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 14, 16, 20, 24, 28)


def style_sheet(tokens: Tokens, factor: float, *, points: float, icons: str) -> str:
    """Return the whole style sheet; `points` is the size of plain text, `icons` their folder."""
    sizes = {f"p{step}": str(round(step * min(factor, 1.5))) for step in _STEPS}
    # The room around words stops growing; a drawing grows with them.
    sizes |= {f"i{side}": str(round(side * factor)) for side in (16, 20)}
    colours = {name: str(getattr(tokens, name)) for name in Tokens.__slots__}
    ground = "dark" if tokens.dark else "light"
    return _SHEET.substitute(
        colours,
        **sizes,
        # A radius beyond half the size is no radius at all for Qt, and the dot a square.
        dot=str((int(sizes["p12"]) + 4) // 2),
        ticked=str((2 * int(sizes["p4"]) + int(sizes["p8"])) // 2),
        big=f"{points * 1.3:.1f}",
        arrow=f"{icons}/caret-down-on-{ground}.svg",
        check=f"{icons}/check-on-{ground}.svg",
    )
