package vc

// model is said with every outcome: nobody should take it for vSphere HA itself.
const model = "This is the lab's own model of HA and DRS, not vSphere's: it shows what the settings ask for, not what a vCenter would do."

// Outcome is what the loss or the return of a site, or of its storage, did.
type Outcome struct {
	Model     string    `json:"model"`
	Site      string    `json:"site"`
	Hosts     []string  `json:"hosts"`
	Restarted []Restart `json:"restarted"`
	Off       []Restart `json:"off"`
	// Inaccessible machines run on, or stand by, without the disks that they need.
	Inaccessible []Restart `json:"inaccessible"`
	// Resumed machines ran on without their disks and have them again.
	Resumed []string `json:"resumed"`
	Moved   []string `json:"moved"`
	// Advised is what DRS would move, where a person has to agree.
	Advised []string `json:"advised"`
}

// Restart of one machine; Why it stayed off, or as it is; Cause is what it was terminated for, if its host still runs.
type Restart struct {
	Machine  string `json:"machine"`
	Priority string `json:"priority"`
	Host     string `json:"host,omitempty"`
	Why      string `json:"why,omitempty"`
	Cause    string `json:"cause,omitempty"`
}

func newOutcome(site string) Outcome {
	return Outcome{
		Model: model, Site: site, Hosts: []string{}, Restarted: []Restart{}, Off: []Restart{},
		Inaccessible: []Restart{}, Resumed: []string{}, Moved: []string{}, Advised: []string{},
	}
}

func (o *Outcome) add(up, off []Restart) {
	o.Restarted, o.Off = append(o.Restarted, up...), append(o.Off, off...)
}
