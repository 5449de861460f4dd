package vc

// Cluster exists before the estate, with its hosts in it. What HA and DRS do is as the estate describes it.
type Cluster struct {
	Name               string   `json:"name"`
	Hosts              []string `json:"hosts"`
	Evc                string   `json:"evc"`
	IsolationResponse  string   `json:"isolationResponse"`
	IsolationAddresses []string `json:"isolationAddresses"`
	ApdResponse        string   `json:"apdResponse"`
	ApdDelay           int32    `json:"apdDelay"` // seconds
	PdlResponse        string   `json:"pdlResponse"`
	RestartTimeout     int32    `json:"restartTimeout"` // seconds
	CPUShare           int32    `json:"cpuShare"`       // percent kept free for HA
	MemoryShare        int32    `json:"memoryShare"`
	Heartbeat          []string `json:"heartbeat"` // datastores of the inventory
	Drs                string   `json:"drs"`
	DrsThreshold       int32    `json:"drsThreshold"`
	Dpm                string   `json:"dpm"` // "" is off
}

// Switch is a distributed switch with its members.
type Switch struct {
	Name    string   `json:"name"`
	Version string   `json:"version"`
	Mtu     int32    `json:"mtu"`
	Uplinks []string `json:"uplinks"`
	Hosts   []Member `json:"hosts"`
}

// Member is a host of a switch, and its cards there in the order of the uplinks.
type Member struct {
	Name string   `json:"name"`
	Nics []string `json:"nics"`
}

// PortGroup of a switch of the inventory.
type PortGroup struct {
	Name   string `json:"name"`
	Switch string `json:"switch"`
	Vlan   int32  `json:"vlan"`
}

// Adapter of the VM kernel that a host has on a port group of the inventory.
type Adapter struct {
	Host      string `json:"host"`
	PortGroup string `json:"portGroup"`
	Address   string `json:"address"`
	Mask      string `json:"mask"`
	Mtu       int32  `json:"mtu"`
}

// Volume is a VMFS datastore on a LUN that the storage serves when the lab begins, named by its number.
type Volume struct {
	Name string `json:"name"`
	Lun  int    `json:"lun"`
}

// Role of the authorization manager.
type Role struct {
	Name       string   `json:"name"`
	Privileges []string `json:"privileges"`
}
